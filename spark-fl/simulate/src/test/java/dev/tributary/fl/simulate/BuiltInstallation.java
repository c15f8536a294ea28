package dev.tributary.fl.simulate;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tributary.fl.jobs.submit.Installation;
import java.nio.file.Path;

/** The jars that {@code package} made, and the Spark that {@code ./tributary test} names. */
final class BuiltInstallation {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  private BuiltInstallation() {}

  /** Skips the test where there is no Spark. */
  static Installation get() {
    assumeThat(System.getenv("SPARK_HOME")).as("SPARK_HOME").isNotNull();
    return new Installation(
        Path.of(System.getenv("SPARK_HOME")),
        ROOT.resolve("spark-fl/jobs/target/tributary-spark.jar"),
        ROOT.resolve("secure-agg/aggregator/target/tributary-aggregator.jar"));
  }
}
