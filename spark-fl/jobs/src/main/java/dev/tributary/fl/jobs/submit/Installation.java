package dev.tributary.fl.jobs.submit;

import dev.tributary.protocol.FederationException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What {@code ./tributary} has put in place, told through environment variables.
 *
 * @param sparkHome {@code SPARK_HOME}, with {@code bin/spark-submit}
 * @param sparkJar {@code TRIBUTARY_SPARK_JAR}, the jar that parties run
 * @param aggregatorJar {@code TRIBUTARY_AGGREGATOR_JAR}
 */
public record Installation(Path sparkHome, Path sparkJar, Path aggregatorJar) {
  /** USER if a variable is missing or names nothing. */
  public static Installation fromEnvironment() {
    return new Installation(
        path("SPARK_HOME"), path("TRIBUTARY_SPARK_JAR"), path("TRIBUTARY_AGGREGATOR_JAR"));
  }

  /**
   * What an environment variable of {@code ./tributary} names; USER if it is missing or names
   * nothing.
   */
  public static Path path(String variable) {
    String value = System.getenv(variable);
    if (value == null || !Files.exists(Path.of(value))) {
      throw FederationException.user(
          "%s must name an existing file; start this command through ./tributary."
              + " Provided value: %s",
          variable, value);
    }
    return Path.of(value);
  }

  /** The java command of this JVM. */
  public String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
