/** The aggregator: a blind mailbox between parties, one small JVM. */
package dev.tributary.aggregator;
