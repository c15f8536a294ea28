package dev.tributary.aggregator.cli;

import dev.tributary.aggregator.audit.AuditCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "audit",
    description = "Checks the hash chain of an aggregator's audit log.",
    mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "The log, <data>/audit.log; before it those that were moved away, oldest first.")
  private List<Path> files;

  @Override
  public Integer call() {
    spec.commandLine().getOut().println("intact: " + AuditCheck.verify(files));
    return 0;
  }
}
