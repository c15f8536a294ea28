package dev.tributary.fl.bench;

import dev.tributary.fl.jobs.file.SparkSection;
import dev.tributary.fl.jobs.submit.Foreground;
import dev.tributary.fl.jobs.submit.Installation;
import dev.tributary.fl.simulate.LabJar;
import dev.tributary.protocol.FederationException;
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
      "Linear models and boosted trees over the rows of three parties, sums masked, against the pooled"
          + " rows: a pass against Spark's own, a tree against the same code."
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
      description = "Columns of the linear model (default: ${DEFAULT-VALUE})")
  private int features;

  @Option(
      names = "--tree-features",
      defaultValue = "100",
      paramLabel = "D",
      description = "Columns of the boosted trees (default: ${DEFAULT-VALUE})")
  private int treeFeatures;

  @Option(
      names = "--trees",
      defaultValue = "20",
      paramLabel = "N",
      description = "Boosted trees, more than 5, which warm up (default: ${DEFAULT-VALUE})")
  private int trees;

  @Option(
      names = "--memory",
      defaultValue = "8g",
      paramLabel = "SIZE",
      description = "Heap of the one process (default: ${DEFAULT-VALUE})")
  private String memory;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    if (trees <= PassTimes.WARM_UP) {
      throw FederationException.user(
          "--trees must be more than %d, which warm up. Provided value: %d",
          PassTimes.WARM_UP, trees);
    }
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--rows", String.valueOf(rows)));
    arguments.addAll(List.of("--features", String.valueOf(features)));
    arguments.addAll(List.of("--tree-features", String.valueOf(treeFeatures)));
    arguments.addAll(List.of("--trees", String.valueOf(trees)));
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
