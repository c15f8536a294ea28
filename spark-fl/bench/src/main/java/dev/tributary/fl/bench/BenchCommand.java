package dev.tributary.fl.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tributary bench}: without a name it lists the benchmarks. */
@Command(
    name = "bench",
    description = {
      "Runs a benchmark and prints ratios of what was measured in the same run.",
      "Absolute times depend on the machine and on what else runs on it."
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      TreesCommand.class,
      ScalingCommand.class,
      PsiCommand.class,
      PaillierCommand.class,
      LatticeCommand.class,
      SumCommand.class,
      HorizontalCommand.class
    })
public final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    for (CommandLine benchmark : spec.subcommands().values()) {
      System.out.printf(
          "%-10s %s%n",
          benchmark.getCommandName(),
          String.join(" ", benchmark.getCommandSpec().usageMessage().description()));
    }
  }
}
