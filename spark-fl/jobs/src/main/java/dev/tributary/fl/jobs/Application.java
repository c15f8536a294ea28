package dev.tributary.fl.jobs;

import dev.tributary.fl.spark.SparkSettings;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The Spark application around what an entry point does. */
final class Application {
  private Application() {}

  /** Starts Spark with what Tributary needs, does the work and stops it, also on failure. */
  static void run(String name, Consumer<SparkSession> work) {
    SparkSession spark =
        SparkSession.builder()
            .config(SparkSettings.apply(new SparkConf()))
            .appName("tributary " + name)
            .getOrCreate();
    try {
      spark.sparkContext().setLogLevel("ERROR");
      work.accept(spark);
    } finally {
      spark.stop();
    }
  }
}
