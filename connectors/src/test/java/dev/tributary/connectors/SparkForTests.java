package dev.tributary.connectors;

import org.apache.spark.sql.SparkSession;

/** One local Spark for all tests of a JVM. */
public final class SparkForTests {
  private SparkForTests() {}

  public static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate();
  }
}
