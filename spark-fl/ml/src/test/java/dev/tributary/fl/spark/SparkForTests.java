package dev.tributary.fl.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** One local Spark for all tests of this JVM. */
public final class SparkForTests {
  /** What Spark's own linear models, the oracles of ours, send through Kryo. */
  private static final String ORACLES =
      String.join(
          ",",
          "org.apache.spark.ml.optim.aggregator.BinaryLogisticBlockAggregator",
          "org.apache.spark.ml.optim.aggregator.LeastSquaresBlockAggregator",
          "org.apache.spark.ml.optim.aggregator.MultinomialLogisticBlockAggregator",
          "org.apache.spark.broadcast.TorrentBroadcast",
          "org.apache.spark.ml.optim.WeightedLeastSquares$Aggregator",
          "org.apache.spark.ml.stat.MultiClassSummarizer",
          "org.apache.spark.storage.BroadcastBlockId");

  private SparkForTests() {}

  /** The session, started by the first caller. */
  public static SparkSession session() {
    SparkConf conf =
        SparkSettings.apply(new SparkConf())
            .setMaster("local[2]")
            .setAppName("tributary-tests")
            .set("spark.kryo.classesToRegister", ORACLES)
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.sql.shuffle.partitions", "2");
    return SparkSession.builder().config(conf).getOrCreate();
  }
}
