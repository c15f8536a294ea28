package dev.tributary.fl.simulate;

import dev.tributary.fl.jobs.file.SparkSection;
import dev.tributary.fl.jobs.submit.Installation;
import dev.tributary.fl.jobs.submit.SparkSubmit;
import java.util.ArrayList;
import java.util.List;

/** The jar with what production does not run; {@code ./tributary} names it in the environment. */
public final class LabJar {
  private static final String VARIABLE = "TRIBUTARY_LAB_JAR";

  private LabJar() {}

  /**
   * The {@code spark-submit} command line of a program of this jar, beside the jar that parties
   * run.
   *
   * @param mainClass its entry point
   * @param arguments for the entry point
   */
  public static List<String> command(
      Installation installation,
      SparkSection spark,
      List<String> flags,
      String mainClass,
      List<String> arguments) {
    List<String> more = new ArrayList<>(flags);
    more.addAll(List.of("--jars", installation.sparkJar().toString()));
    Installation lab =
        new Installation(
            installation.sparkHome(), Installation.path(VARIABLE), installation.aggregatorJar());
    return SparkSubmit.command(lab, spark, more, mainClass, arguments);
  }
}
