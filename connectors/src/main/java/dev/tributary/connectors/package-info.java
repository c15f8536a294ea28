/** Sources and sinks: a party's table from where it is, results to any Hadoop file system. */
package dev.tributary.connectors;
