package dev.tributary.fl.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.tributary.fl.align.AlignmentParameters;
import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Roster;
import dev.tributary.fl.spark.SparkSettings;
import dev.tributary.fl.spark.align.AlignedRows;
import dev.tributary.fl.spark.align.EcdhAlignment;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.ExchangeSupplier;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Alignment of N ids against N, half of them in common, against the bare scalar multiplications
 * that it needs (4 N), measured in the same run before and after. Both parties share this JVM, its
 * Spark and two cores, and meet in memory.
 *
 * <p>{@code --ids N} (default 100,000), {@code --json FILE}. The ratio of CPU seconds holds on a
 * busy machine as well; the ratio of wall seconds needs two free cores.
 */
public final class PsiBenchmark {
  private static final int CORES = 2;
  private static final List<PartyId> PARTIES =
      List.of(new PartyId("label"), new PartyId("feature"));
  private static final InMemoryMailbox MAILBOX = new InMemoryMailbox();

  private PsiBenchmark() {}

  /** Runs the benchmark; see the class. */
  public static void main(String[] arguments) throws IOException {
    long ids = 100_000;
    Path json = null;
    for (int i = 0; i < arguments.length; i += 2) {
      if (i + 1 < arguments.length && arguments[i].equals("--ids")) {
        ids = Long.parseLong(arguments[i + 1]);
      } else if (i + 1 < arguments.length && arguments[i].equals("--json")) {
        json = Path.of(arguments[i + 1]);
      } else {
        System.err.println("usage: bench psi [--ids N] [--json FILE]");
        System.exit(2);
      }
    }
    String result = run(ids);
    System.out.println(result);
    if (json != null) {
      Files.writeString(json, result + System.lineSeparator());
    }
  }

  private static String run(long ids) throws IOException {
    SparkConf conf =
        SparkSettings.apply(new SparkConf())
            .setIfMissing("spark.master", "local[" + CORES + "]")
            .setIfMissing("spark.ui.enabled", "false")
            .setIfMissing("spark.sql.shuffle.partitions", "8")
            .setAppName("bench-psi");
    try (ScratchFolder scratch = ScratchFolder.create("bench-psi");
        SparkSession spark = SparkSession.builder().config(conf).getOrCreate()) {
      Path work = scratch.path();
      align(spark, work.resolve("warm-up"), 2_000, 0);
      int each = (int) Math.min(50_000, Math.max(5_000, ids / 10));
      BareMultiplications.measure(CORES, each);
      BareMultiplications before = BareMultiplications.measure(CORES, each);
      long bytes = MAILBOX.bytesPut();
      long cpu = processCpu();
      long start = System.nanoTime();
      long common = align(spark, work.resolve("run"), ids, 1);
      double seconds = (System.nanoTime() - start) / 1e9;
      double cpuSeconds = (processCpu() - cpu) / 1e9;
      bytes = MAILBOX.bytesPut() - bytes;
      BareMultiplications bare = before.mean(BareMultiplications.measure(CORES, each));
      return String.format(
          Locale.ROOT,
          "{\"ids\": %d, \"common\": %d, \"seconds\": %.2f, \"ids-per-second\": %.0f,"
              + " \"bare-seconds\": %.2f, \"ratio\": %.3f, \"cpu-seconds\": %.2f,"
              + " \"bare-cpu-seconds\": %.2f, \"cpu-ratio\": %.3f,"
              + " \"microseconds-per-multiplication\": %.1f, \"megabytes-exchanged\": %.1f}",
          ids,
          common,
          seconds,
          2 * ids / seconds,
          4 * ids * bare.wallSeconds(),
          seconds / (4 * ids * bare.wallSeconds()),
          cpuSeconds,
          4 * ids * bare.cpuSeconds(),
          cpuSeconds / (4 * ids * bare.cpuSeconds()),
          1e6 * bare.cpuSeconds(),
          bytes / 1e6);
    }
  }

  private static long align(SparkSession spark, Path work, long ids, int run) {
    CompletableFuture<AlignedRows> feature =
        start(
            1,
            spark.range(ids / 2, ids / 2 + ids).selectExpr("concat('person-', id) id"),
            work,
            run);
    CompletableFuture<AlignedRows> label =
        start(0, spark.range(0, ids).selectExpr("concat('person-', id) id"), work, run);
    long common = label.join().count();
    if (feature.join().count() != common || common != ids - ids / 2) {
      throw new IllegalStateException("the parties found another intersection: " + common);
    }
    return common;
  }

  private static CompletableFuture<AlignedRows> start(
      int index, Dataset<Row> source, Path work, int run) {
    PartyId self = PARTIES.get(index);
    Exchange exchange = MAILBOX.exchange(self);
    FederatedSession session =
        new FederatedSession(
            self,
            Roster.vertical(PARTIES),
            new RunId("bench-" + run),
            0,
            exchange,
            new LocalCompute(exchange, 1),
            Duration.ofHours(2));
    EcdhAlignment alignment =
        new EcdhAlignment(
            new AlignmentParameters(List.of("id"), 1),
            work.resolve(self.name()).toString(),
            new Supplier(self),
            new SecureRandom());
    return CompletableFuture.supplyAsync(
        () -> alignment.align(session, source),
        command -> new Thread(command, self.name()).start());
  }

  private static long processCpu() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private record Supplier(PartyId self) implements ExchangeSupplier {
    @Override
    public Exchange exchange() {
      return MAILBOX.exchange(self);
    }
  }
}
