package dev.tributary.connectors.spi;

import org.apache.spark.sql.SparkSession;

/** A kind of table, named by {@code data.format}. */
public interface TableFormat {
  /** Whether this connector reads what a file calls so. */
  boolean reads(String format);

  /**
   * Opens a table: its columns are known, no cell of it is read.
   *
   * @throws dev.tributary.protocol.FederationException USER if there is none, or one whose columns
   *     cannot be told apart
   */
  OpenTable open(SparkSession spark, TableLocation at);
}
