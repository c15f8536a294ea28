package dev.tributary.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A step of 2 GB in several shards, its receiver 30 s late, through three JVMs of 512 MB heap.
 * {@code -Dtributary.large-step.bytes} sets another size.
 */
class LargeStepIT {
  private static final int SHARDS = 8;
  private static final int LATE_SECONDS = 30;
  private static final int MINUTES = 15;

  @TempDir private Path folder;

  @Test
  void arrivesWholeWithinSmallHeaps() throws Exception {
    long bytes = Long.getLong("tributary.large-step.bytes", 2L << 30) / SHARDS;
    new TestFederation(folder);
    Path config =
        Files.writeString(
            folder.resolve("aggregator.yaml"),
            """
            listen: "127.0.0.1:0"
            operations: none
            identity: {certificate: aggregator.crt, key: aggregator.key, trust: ca.crt}
            data: data
            """);
    Process aggregator =
        java("aggregator", "dev.tributary.aggregator.cli.Main", "aggregator", "--config", config);
    try {
      String port = port(folder.resolve("aggregator.log"), aggregator);
      Process lender = party("lender", port, bytes, 0);
      Process bureau = party("bureau", port, bytes, LATE_SECONDS);
      assertThat(ended(lender)).as(log("lender")).isZero();
      assertThat(ended(bureau)).as(log("bureau")).isZero();
      assertThat(digest("bureau")).isEqualTo(digest("lender"));
      System.out.println("large step of " + SHARDS + " x " + bytes + " bytes");
      System.out.println("lender:\n" + log("lender") + "bureau:\n" + log("bureau"));
      System.out.println("aggregator: " + peakRss(aggregator));
    } finally {
      aggregator.destroy();
      aggregator.waitFor();
    }
  }

  private Process party(String name, String port, long bytes, int late) throws IOException {
    return java(name, LargeStepProcess.class.getName(), folder, port, name, SHARDS, bytes, late);
  }

  private Process java(String name, String main, Object... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".log").toFile())
        .start();
  }

  private static int ended(Process process) throws InterruptedException {
    assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private static String port(Path log, Process process) throws Exception {
    while (process.isAlive()) {
      String text = Files.readString(log);
      if (text.contains("port ") && text.endsWith("\n")) {
        return text.replaceAll("(?s).*port ([0-9]+).*", "$1");
      }
      Thread.sleep(100);
    }
    throw new AssertionError(Files.readString(log));
  }

  private String digest(String party) throws IOException {
    return log(party).replaceAll("(?s).*sha256 ([0-9a-f]{64}).*", "$1");
  }

  private String log(String party) throws IOException {
    return Files.readString(folder.resolve(party + ".log"), StandardCharsets.UTF_8);
  }

  private static String peakRss(Process process) throws IOException {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    return Files.exists(status)
        ? Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .findFirst()
            .orElse("unknown")
        : "peak RSS unknown on this system";
  }
}
