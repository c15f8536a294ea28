package dev.tributary.fl.simulate;

import dev.tributary.fl.jobs.submit.Child;
import dev.tributary.fl.jobs.submit.Installation;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An aggregator in a JVM of its own on a free port of the loopback interface. */
final class LocalAggregator implements AutoCloseable {
  private static final long START_NANOS = 60_000_000_000L;
  private static final String MEMORY = "-Xmx256m";

  /** What it prints when it listens; the whole line, so that no digit is missing. */
  private static final Pattern LISTENING =
      Pattern.compile("aggregator listening on port (\\d+)\\R");

  /** It only moves bytes, and does not live long enough to earn back optimised code. */
  private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

  private final Child process;
  private final int port;

  private LocalAggregator(Child process, int port) {
    this.process = process;
    this.port = port;
  }

  static LocalAggregator start(
      Installation installation, SimulatedFederation federation, Path log, PrintStream relay) {
    Path config = federation.write("aggregator.yaml", config(federation));
    List<String> command =
        List.of(
            installation.java(),
            MEMORY,
            QUICK_COMPILER,
            "-jar",
            installation.aggregatorJar().toString(),
            "aggregator",
            "--config",
            config.toString());
    forget(log);
    Child process = Child.start("aggregator", command, log, relay);
    return new LocalAggregator(process, awaitListening(process));
  }

  private static String config(SimulatedFederation federation) {
    return String.join(
        "\n",
        "listen: \"127.0.0.1:0\"",
        "identity:",
        "  certificate: " + federation.certificate(SimulatedFederation.AGGREGATOR),
        "  key: " + federation.key(SimulatedFederation.AGGREGATOR),
        "  trust: " + federation.trust(),
        "data: " + federation.path("mailbox"),
        "operations: none",
        "");
  }

  /** The port that it listens on. */
  int port() {
    return port;
  }

  @Override
  public void close() {
    process.close();
  }

  /** The log of an earlier simulation names a port of its own. */
  private static void forget(Path log) {
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new FederationException(
          ErrorCode.RESOURCE, "removing the old log " + log + " failed: " + e.getMessage(), e);
    }
  }

  private static int awaitListening(Child process) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < START_NANOS && process.running()) {
      Matcher listening = LISTENING.matcher(text(process.log()));
      if (listening.find()) {
        return Integer.parseInt(listening.group(1));
      }
      Pauses.pause(100);
    }
    String reason = process.running() ? "does not listen" : process.failure().orElse("ended");
    process.close();
    throw FederationException.resource(
        "the aggregator did not start: %s; its log is %s", reason, process.log());
  }

  private static String text(Path log) {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new FederationException(
          ErrorCode.RESOURCE, "reading " + log + " failed: " + e.getMessage(), e);
    }
  }
}
