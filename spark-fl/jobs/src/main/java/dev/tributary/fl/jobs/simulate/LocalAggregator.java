package dev.tributary.fl.jobs.simulate;

import dev.tributary.fl.jobs.submit.Child;
import dev.tributary.fl.jobs.submit.Installation;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;

/** An aggregator in a JVM of its own on a free port of the loopback interface. */
final class LocalAggregator implements AutoCloseable {
  private static final long START_NANOS = 60_000_000_000L;
  private static final String MEMORY = "-Xmx256m";

  private final Child process;
  private final int port;

  private LocalAggregator(Child process, int port) {
    this.process = process;
    this.port = port;
  }

  static LocalAggregator start(
      Installation installation, SimulatedFederation federation, Path log, PrintStream relay) {
    int port = freePort();
    Path config = federation.write("aggregator.yaml", config(federation, port));
    List<String> command =
        List.of(
            installation.java(),
            MEMORY,
            "-jar",
            installation.aggregatorJar().toString(),
            "aggregator",
            "--config",
            config.toString());
    LocalAggregator aggregator =
        new LocalAggregator(Child.start("aggregator", command, log, relay), port);
    aggregator.awaitListening();
    return aggregator;
  }

  private static String config(SimulatedFederation federation, int port) {
    return String.join(
        "\n",
        "listen: \"127.0.0.1:" + port + "\"",
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

  private void awaitListening() {
    long start = System.nanoTime();
    while (System.nanoTime() - start < START_NANOS && process.running()) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException notYet) {
        Pauses.pause(100);
      }
    }
    String reason = process.running() ? "does not listen" : process.failure().orElse("ended");
    process.close();
    throw FederationException.resource(
        "the aggregator did not start: %s; its log is %s", reason, process.log());
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new FederationException(
          ErrorCode.RESOURCE, "no free port for the aggregator: " + e.getMessage(), e);
    }
  }
}
