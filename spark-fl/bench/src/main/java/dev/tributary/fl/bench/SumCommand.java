package dev.tributary.fl.bench;

import dev.tributary.fl.jobs.file.SparkSection;
import dev.tributary.fl.jobs.submit.Foreground;
import dev.tributary.fl.jobs.submit.Installation;
import dev.tributary.fl.simulate.LabJar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tributary bench secagg}. */
@Command(
    name = "secagg",
    description = {
      "Secure sums of N parties on one thread: bytes against the plain vectors, and time against"
          + " the bare masks that they need."
    },
    mixinStandardHelpOptions = true)
public final class SumCommand implements Callable<Integer> {
  @Option(
      names = "--parties",
      split = ",",
      defaultValue = "2,5,20",
      paramLabel = "N",
      description = "Numbers of parties (default: ${DEFAULT-VALUE})")
  private List<Integer> parties;

  @Option(
      names = "--words",
      split = ",",
      defaultValue = "1000000",
      paramLabel = "N",
      description = "Lengths of vectors in 64-bit words (default: ${DEFAULT-VALUE})")
  private List<Integer> words;

  @Option(
      names = "--lost",
      split = ",",
      defaultValue = "0,0.3",
      paramLabel = "SHARE",
      description = "Shares of the parties that drop out (default: ${DEFAULT-VALUE})")
  private List<Double> lost;

  @Option(
      names = "--memory",
      defaultValue = "1g",
      paramLabel = "SIZE",
      description = "Heap of the one process (default: ${DEFAULT-VALUE})")
  private String memory;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--parties", list(parties)));
    arguments.addAll(List.of("--words", list(words)));
    arguments.addAll(List.of("--lost", list(lost)));
    if (json.file != null) {
      arguments.addAll(List.of("--json", json.file.toAbsolutePath().toString()));
    }
    SparkSection spark = new SparkSection("local[1]", Map.of("spark.driver.memory", memory));
    return Foreground.run(
        LabJar.command(
            Installation.fromEnvironment(),
            spark,
            List.of(),
            SumBenchmark.class.getName(),
            arguments));
  }

  private static String list(List<? extends Number> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
