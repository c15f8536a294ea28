package dev.tributary.aggregator.cli;

import dev.tributary.transport.RunOverview;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "cancel",
    description = "Ends a run for all its parties.",
    mixinStandardHelpOptions = true)
final class CancelCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PartyOptions party;

  @Option(names = "--run", required = true, paramLabel = "NAME")
  private String run;

  @Option(
      names = "--reason",
      defaultValue = "by its operator",
      paramLabel = "TEXT",
      description = "Shown to all parties.")
  private String reason;

  @Override
  public Integer call() {
    try (RunOverview overview = party.connect()) {
      overview.cancel(run, reason);
      spec.commandLine().getOut().println("run " + run + " is cancelled");
      return 0;
    }
  }
}
