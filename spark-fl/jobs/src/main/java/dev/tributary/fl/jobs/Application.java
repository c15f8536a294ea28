package dev.tributary.fl.jobs;

import dev.tributary.fl.spark.SparkSettings;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The Spark application around what an entry point does. */
final class Application {
  /** They log at length, with stack traces, what is thrown as well and reported in one line. */
  private static final List<String> REPEATING =
      List.of(
          "org.apache.spark.executor.Executor",
          "org.apache.spark.scheduler.TaskSetManager",
          "org.apache.spark.sql.execution.datasources.FileFormatWriter",
          "org.apache.spark.sql.catalyst.expressions.codegen.CodeGenerator",
          "org.apache.spark.util.Utils");

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
      if (System.getenv("TRIBUTARY_DEBUG") == null) {
        REPEATING.forEach(logger -> Configurator.setLevel(logger, Level.OFF));
      }
      work.accept(spark);
    } catch (OutOfMemoryError e) {
      throw new FederationException(
          ErrorCode.RESOURCE,
          "the driver is out of memory ("
              + e.getMessage()
              + "): raise spark.driver.memory in spark.conf",
          e);
    } finally {
      spark.stop();
    }
  }
}
