package dev.tributary.aggregator.cli;

import dev.tributary.aggregator.AggregatorServer;
import dev.tributary.aggregator.config.ConfigFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "aggregator",
    description = "Runs the aggregator until it is stopped (Ctrl-C or SIGTERM).",
    mixinStandardHelpOptions = true)
final class AggregatorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "YAML file; conf/aggregator.yaml explains every key.")
  private Path config;

  @Override
  public Integer call() throws InterruptedException {
    AggregatorServer server = AggregatorServer.start(ConfigFile.load(config));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "tributary-stop"));
    spec.commandLine()
        .getOut()
        .printf(
            "audit log at %s%naggregator listening on port %d%s%n",
            server.auditHead(),
            server.port(),
            server.operationsPort().map(port -> ", health and metrics on port " + port).orElse(""));
    spec.commandLine().getOut().flush();
    server.join();
    return 0;
  }
}
