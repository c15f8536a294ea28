package dev.tributary.aggregator.cli;

import dev.tributary.transport.RunOverview;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "status",
    description = "Shows this party's runs as the aggregator sees them.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PartyOptions party;

  @Option(names = "--run", defaultValue = "", paramLabel = "NAME", description = "Only this run.")
  private String run;

  @Override
  public Integer call() {
    try (RunOverview overview = party.connect()) {
      List<String> lines = overview.lines(run);
      lines.forEach(spec.commandLine().getOut()::println);
      if (lines.isEmpty()) {
        spec.commandLine().getOut().println("no runs");
      }
      return 0;
    }
  }
}
