package dev.tributary.fl.jobs.submit;

import dev.tributary.fl.jobs.file.SparkSection;
import dev.tributary.fl.spark.SparkSettings;
import java.lang.module.ModuleFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The {@code spark-submit} command line of an application. */
public final class SparkSubmit {
  /** A party's driver holds labels, scores and placements; Spark's own default is 1 GB. */
  private static final String DRIVER_MEMORY = "2g";

  /** Spark's 200 tasks a shuffle are for clusters. */
  private static final String LOCAL_SHUFFLE_PARTITIONS = "4";

  /** Vector kernels are several times faster; a JVM without this module does not start with it. */
  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  /**
   * Optimised code pays later than the JVM assumes: a run takes minutes, its code is wide (Spark,
   * serialization, gRPC) and the compiler works on the same cores. The loops over rows still become
   * hot at once.
   */
  private static final String LATE_COMPILER = "-XX:CompileThresholdScaling=3";

  private SparkSubmit() {}

  /**
   * @param spark where it runs
   * @param flags more flags for spark-submit, which win over {@code spark}
   * @param mainClass its entry point
   * @param arguments for the entry point
   */
  public static List<String> command(
      Installation installation,
      SparkSection spark,
      List<String> flags,
      String mainClass,
      List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(installation.sparkHome().resolve("bin").resolve("spark-submit").toString());
    command.addAll(List.of("--master", spark.master(), "--class", mainClass));
    properties(spark).forEach((key, value) -> command.addAll(List.of("--conf", key + "=" + value)));
    command.addAll(flags);
    command.add(installation.sparkJar().toString());
    command.addAll(arguments);
    return command;
  }

  /** Spark properties: our defaults, then the party's, then what we cannot do without. */
  static Map<String, String> properties(SparkSection spark) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("spark.driver.memory", DRIVER_MEMORY);
    properties.put("spark.ui.enabled", "false");
    properties.put("spark.ui.showConsoleProgress", "false");
    if (spark.master().startsWith("local")) {
      properties.put("spark.sql.shuffle.partitions", LOCAL_SHUFFLE_PARTITIONS);
    }
    properties.put("spark.driver.extraJavaOptions", javaOptions());
    properties.put("spark.executor.extraJavaOptions", javaOptions());
    spark.conf().forEach((key, value) -> properties.put(key, String.valueOf(value)));
    properties.putAll(SparkSettings.required());
    return properties;
  }

  /** Whether a line is what a JVM says at each start of a module that we asked for. */
  static boolean isModuleNotice(String line) {
    return line.equals("WARNING: Using incubator modules: " + VECTOR_MODULE);
  }

  private static String javaOptions() {
    return ModuleFinder.ofSystem().find(VECTOR_MODULE).isPresent()
        ? LATE_COMPILER + " --add-modules=" + VECTOR_MODULE
        : LATE_COMPILER;
  }
}
