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

/** {@code tributary bench psi}. */
@Command(
    name = "psi",
    description = {
      "Alignment of N ids against N on two cores, against the bare scalar multiplications it needs."
    },
    mixinStandardHelpOptions = true)
public final class PsiCommand implements Callable<Integer> {
  @Option(
      names = "--ids",
      defaultValue = "100000",
      paramLabel = "N",
      description = "Ids at each side, half of them in common (default: ${DEFAULT-VALUE})")
  private long ids;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    List<String> arguments = new ArrayList<>(List.of("--ids", String.valueOf(ids)));
    if (json.file != null) {
      arguments.addAll(List.of("--json", json.file.toAbsolutePath().toString()));
    }
    SparkSection spark = new SparkSection("local[2]", Map.of("spark.driver.memory", "4g"));
    return Foreground.run(
        LabJar.command(
            Installation.fromEnvironment(),
            spark,
            List.of(),
            PsiBenchmark.class.getName(),
            arguments));
  }
}
