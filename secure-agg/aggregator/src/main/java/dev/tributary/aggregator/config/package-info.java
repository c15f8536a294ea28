/** The aggregator's configuration file. */
package dev.tributary.aggregator.config;
