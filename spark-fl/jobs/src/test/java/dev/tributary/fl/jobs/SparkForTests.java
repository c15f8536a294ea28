package dev.tributary.fl.jobs;

import dev.tributary.fl.spark.SparkSettings;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** One local Spark for all tests of a JVM, configured as a party's is. */
public final class SparkForTests {
  /** What Spark's logistic regression, an oracle of ours, sends through Kryo. */
  private static final String ORACLE =
      String.join(
          ",",
          "org.apache.spark.ml.optim.aggregator.BinaryLogisticBlockAggregator",
          "org.apache.spark.broadcast.TorrentBroadcast",
          "org.apache.spark.ml.stat.MultiClassSummarizer",
          "org.apache.spark.storage.BroadcastBlockId");

  private SparkForTests() {}

  public static SparkSession session() {
    return SparkSession.builder()
        .config(
            SparkSettings.apply(
                new SparkConf()
                    .setMaster("local[2]")
                    .setAppName("tests")
                    .set("spark.kryo.classesToRegister", ORACLE)
                    .set("spark.ui.enabled", "false")
                    .set("spark.driver.host", "127.0.0.1")
                    .set("spark.driver.bindAddress", "127.0.0.1")
                    .set("spark.sql.shuffle.partitions", "2")))
        .getOrCreate();
  }
}
