package dev.tributary.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged aggregator with nothing to do, started as the launcher does. */
class IdleMemoryIT {
  private static final long MOST_KILOBYTES = 200 << 10;

  private static final List<Object> AS_LAUNCHED =
      List.of("-Xmx256m", "-jar", Path.of("target", "tributary-aggregator.jar"));

  @TempDir private Path folder;

  @Test
  void takesLessThan200Megabytes() throws Exception {
    new TestFederation(folder);
    Path log = folder.resolve("aggregator.log");
    Process aggregator = Jvm.startAggregator(folder, log, AS_LAUNCHED);
    try {
      Jvm.awaitPort(log, aggregator);
      OptionalLong resident = Jvm.memory(aggregator, "VmRSS");
      assumeThat(resident).as("/proc").isPresent();
      System.out.println("idle aggregator: " + resident.getAsLong() + " kB");
      assertThat(resident.getAsLong()).isLessThan(MOST_KILOBYTES);
    } finally {
      aggregator.destroy();
      aggregator.waitFor();
    }
  }
}
