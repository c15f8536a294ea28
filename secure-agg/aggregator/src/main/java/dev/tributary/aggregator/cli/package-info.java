/** The Spark-free part of the command line: aggregator, pki, status and cancel. */
package dev.tributary.aggregator.cli;
