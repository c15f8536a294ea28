/** The gRPC face of the mailbox. */
package dev.tributary.aggregator.service;
