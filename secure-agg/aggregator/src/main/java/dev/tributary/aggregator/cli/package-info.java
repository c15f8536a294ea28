/** The Spark-free part of the command line: aggregator, pki, status, cancel and audit. */
package dev.tributary.aggregator.cli;
