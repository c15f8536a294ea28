package dev.tributary.fl.bench;

import dev.tributary.fl.jobs.file.SparkSection;
import dev.tributary.fl.jobs.submit.Foreground;
import dev.tributary.fl.jobs.submit.Installation;
import dev.tributary.fl.simulate.LabJar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tributary bench horizontal}. */
@Command(
    name = "horizontal",
    description = {
      "A pass of a logistic regression over the rows of three parties, sums masked, against a pass of"
          + " Spark's own over the pooled rows."
    },
    mixinStandardHelpOptions = true)
public final class HorizontalCommand implements Callable<Integer> {
  @Option(
      names = "--rows",
      defaultValue = "100000",
      paramLabel = "N",
      description = "Rows of each party (default: ${DEFAULT-VALUE})")
  private int rows;

  @Option(
      names = "--features",
      defaultValue = "300",
      paramLabel = "D",
      description = "Columns (default: ${DEFAULT-VALUE})")
  private int features;

  @Option(
      names = "--memory",
      defaultValue = "8g",
      paramLabel = "SIZE",
      description = "Heap of the one process (default: ${DEFAULT-VALUE})")
  private String memory;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--rows", String.valueOf(rows)));
    arguments.addAll(List.of("--features", String.valueOf(features)));
    if (json.file != null) {
      arguments.addAll(List.of("--json", json.file.toAbsolutePath().toString()));
    }
    SparkSection spark = new SparkSection("local[2]", Map.of("spark.driver.memory", memory));
    return Foreground.run(
        LabJar.command(
            Installation.fromEnvironment(),
            spark,
            List.of(),
            HorizontalBenchmark.class.getName(),
            arguments));
  }
}
