package dev.tributary.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.aggregator.cli.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A step of 2 GB in several shards, its receiver 30 s late, through three JVMs of 512 MB heap.
 * {@code -Dtributary.large-step.bytes} sets another size.
 */
class LargeStepIT {
  private static final String HEAP = "512m";
  private static final int SHARDS = 8;
  private static final int LATE_SECONDS = 30;
  private static final int MINUTES = 15;

  @TempDir private Path folder;

  @Test
  void arrivesWholeWithinSmallHeaps() throws Exception {
    long bytes = Long.getLong("tributary.large-step.bytes", 2L << 30) / SHARDS;
    new TestFederation(folder);
    Path log = folder.resolve("aggregator.log");
    Process aggregator = Jvm.startAggregator(folder, log, Jvm.ofMain(HEAP, Main.class));
    try {
      String port = Jvm.awaitPort(log, aggregator);
      Process lender = party("lender", port, bytes, 0);
      Process bureau = party("bureau", port, bytes, LATE_SECONDS);
      assertThat(ended(lender)).as(log("lender")).isZero();
      assertThat(ended(bureau)).as(log("bureau")).isZero();
      assertThat(digest("bureau")).isEqualTo(digest("lender"));
      System.out.println("large step of " + SHARDS + " x " + bytes + " bytes");
      System.out.println("lender:\n" + log("lender") + "bureau:\n" + log("bureau"));
      System.out.println(
          "aggregator: " + Jvm.memory(aggregator, "VmHWM").orElse(-1) + " kB at most");
    } finally {
      aggregator.destroy();
      aggregator.waitFor();
    }
  }

  private Process party(String name, String port, long bytes, int late) throws IOException {
    return Jvm.start(
        folder.resolve(name + ".log"),
        Jvm.ofMain(HEAP, LargeStepProcess.class),
        folder,
        port,
        name,
        SHARDS,
        bytes,
        late);
  }

  private static int ended(Process process) throws InterruptedException {
    assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private String digest(String party) throws IOException {
    return log(party).replaceAll("(?s).*sha256 ([0-9a-f]{64}).*", "$1");
  }

  private String log(String party) throws IOException {
    return Files.readString(folder.resolve(party + ".log"), StandardCharsets.UTF_8);
  }
}
