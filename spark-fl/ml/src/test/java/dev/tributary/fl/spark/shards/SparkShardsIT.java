package dev.tributary.fl.spark.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.BlockCodec;
import dev.tributary.fl.data.LocalShards;
import dev.tributary.fl.data.ShardContext;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.spark.SparkForTests;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.ExchangeSupplier;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SparkShardsIT {
  private static final PartyId A = new PartyId("a");
  private static final PartyId B = new PartyId("b");
  private static final AtomicInteger FINISHED = new AtomicInteger();
  private static final AtomicReference<CountDownLatch> STARTED = new AtomicReference<>();
  private static InMemoryMailbox mailbox;

  @TempDir Path directory;
  private SparkCompute compute;

  @BeforeEach
  void start() {
    mailbox = new InMemoryMailbox();
    compute =
        new SparkCompute(SparkForTests.session(), directory.toString(), new MailboxSupplier());
  }

  @AfterEach
  void stop() {
    compute.close();
  }

  @Test
  void resultsAreThoseOfLocalShards() {
    List<BinnedBlock> blocks = blocks(5);
    Shards<BinnedBlock> local = new LocalShards<>(blocks, null, 1);
    Shards<BinnedBlock> spark = compute.distribute(blocks);

    assertThat(spark.count()).isEqualTo(5);
    assertThat(spark.map(SparkShardsIT::binSums))
        .containsExactlyElementsOf(local.map(SparkShardsIT::binSums));
    assertThat(spark.<Summary>map((s, b, c) -> new Summary(s, b.rows())))
        .containsExactlyElementsOf(local.map((s, b, c) -> new Summary(s, b.rows())));
  }

  @Test
  void kernelsWithLargeCapturesAreBroadcast() {
    int[] gradients = new Random(7).ints(1 << 20).toArray();
    Shards<BinnedBlock> spark = compute.distribute(blocks(3));

    List<Integer> hashes = spark.map((s, b, c) -> Arrays.hashCode(gradients) + s);

    int hash = Arrays.hashCode(gradients);
    assertThat(hashes).containsExactly(hash, hash + 1, hash + 2);
  }

  @Test
  void backgroundJobsGiveWayToOthers() throws InterruptedException {
    Shards<BinnedBlock> shards = compute.distribute(blocks(12));
    FINISHED.set(0);
    CountDownLatch started = STARTED.updateAndGet(old -> new CountDownLatch(1));
    Thread background =
        new Thread(compute.inBackground(() -> shards.map(SparkShardsIT::slowly)), "background");
    background.start();
    started.await();

    shards.map(SparkShardsIT::binSums);

    int finished = FINISHED.get();
    background.join();
    // In order of arrival the other job would begin when all tasks but the last have finished.
    assertThat(finished).isLessThan(10);
    assertThat(FINISHED).hasValue(12);
  }

  private static byte[] slowly(int shard, BinnedBlock block, ShardContext context) {
    STARTED.get().countDown();
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    FINISHED.incrementAndGet();
    return new byte[0];
  }

  @Test
  void evictedBlocksAreReadAgainFromTheirFiles() {
    SparkShards<BinnedBlock> spark = (SparkShards<BinnedBlock>) compute.distribute(blocks(4));
    List<long[]> before = spark.map(SparkShardsIT::binSums);
    spark.evict();

    assertThat(spark.map(SparkShardsIT::binSums)).containsExactlyElementsOf(before);
  }

  @Test
  void derivedBlocksAreComputedOnceAndSurviveEviction() {
    Shards<BinnedBlock> blocks = compute.distribute(blocks(3));
    SparkShards<long[]> derived =
        (SparkShards<long[]>) blocks.derive(SparkShardsIT::timedSums, new LongsCodec());
    List<long[]> before = derived.map((shard, sums, context) -> sums);
    derived.evict();

    assertThat(derived.map((shard, sums, context) -> sums)).containsExactlyElementsOf(before);
    assertThat(before).extracting(sums -> sums[2]).containsExactly(0L, 1L, 2L);
    derived.release();
    assertThat(blocks.map(SparkShardsIT::binSums)).hasSize(3);
  }

  @Test
  void damagedFilesAreRefused() throws Exception {
    SparkShards<BinnedBlock> spark = (SparkShards<BinnedBlock>) compute.distribute(blocks(2));
    Path file;
    try (var files = Files.walk(directory)) {
      file = files.filter(f -> f.getFileName().toString().equals("block-00001")).findAny().get();
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    Files.delete(file.resolveSibling(".block-00001.crc"));

    assertThatThrownBy(() -> spark.map(SparkShardsIT::binSums))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("block-00001")
        .extracting(e -> ((FederationException) e).code())
        .isEqualTo(ErrorCode.RESOURCE);
  }

  @Test
  void failuresOfKernelsKeepTheirBlame() {
    Shards<BinnedBlock> spark = compute.distribute(blocks(2));

    assertThatThrownBy(
            () ->
                spark.map(
                    (s, b, c) -> {
                      throw FederationException.peer(B, "sent nonsense");
                    }))
        .isInstanceOf(FederationException.class)
        .hasMessage("b: sent nonsense");
  }

  @Test
  void piecesGoStraightFromExecutors() throws Exception {
    // More shards than tasks run at once: a task puts the pieces of several.
    int count = 2 * compute.parallelism() + 1;
    Shards<BinnedBlock> spark = compute.distribute(blocks(count));
    Exchange driver = mailbox.exchange(A);
    StepAddress step = new StepAddress(new RunId("r"), 0, 0, "sums", A, B);

    spark.publish(
        driver,
        step,
        (shard, block, context, out) -> {
          out.write(shard);
          out.write(block.feature(0));
        });

    Exchange peer = mailbox.exchange(B);
    StepManifest manifest = peer.await(step, Duration.ofSeconds(5));
    assertThat(manifest.pieces()).hasSize(count);
    for (int shard = 0; shard < count; shard++) {
      assertThat(peer.fetchBytes(manifest, shard, 2)).containsExactly(shard, 2 * shard);
    }
  }

  @Test
  void failuresOfPublishingKeepTheirBlame() {
    Shards<BinnedBlock> spark = compute.distribute(blocks(2));
    StepAddress step = new StepAddress(new RunId("r"), 0, 0, "sums", A, B);

    assertThatThrownBy(
            () ->
                spark.publish(
                    mailbox.exchange(A),
                    step,
                    (shard, block, context, out) -> {
                      throw FederationException.peer(B, "sent nonsense");
                    }))
        .isInstanceOf(FederationException.class)
        .hasMessage("b: sent nonsense");
  }

  @Test
  void aRangeIsTheSameBlocksUnderNumbersOfItsOwn() {
    List<BinnedBlock> blocks = blocks(5);
    Shards<BinnedBlock> local = new LocalShards<>(blocks, null, 1);
    Shards<BinnedBlock> spark = compute.distribute(blocks);

    assertThat(spark.range(1, 4).count()).isEqualTo(3);
    assertThat(spark.range(1, 4).map(SparkShardsIT::binSums))
        .containsExactlyElementsOf(local.range(1, 4).map(SparkShardsIT::binSums));
    assertThat(spark.range(0, 5).map(SparkShardsIT::binSums))
        .containsExactlyElementsOf(spark.map(SparkShardsIT::binSums));
  }

  @Test
  void valuesAreSharedByTheTasksOfAnExecutor() {
    Shards<BinnedBlock> spark = compute.distribute(blocks(4));

    List<Long> values = spark.map((s, b, c) -> c.shared("key", System::nanoTime));

    assertThat(values.stream().distinct()).hasSize(1);
  }

  @Test
  void releaseDeletesWhatWasDistributed() throws Exception {
    Shards<BinnedBlock> spark = compute.distribute(blocks(2));
    spark.map(SparkShardsIT::binSums);
    spark.release();

    try (var files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  static long[] binSums(int shard, BinnedBlock block, Object context) {
    long[] sums = new long[block.columns() + 1];
    sums[block.columns()] = shard;
    for (int c = 0; c < block.columns(); c++) {
      for (byte bin : block.bins(c)) {
        sums[c] += bin & 0xff;
      }
    }
    return sums;
  }

  /** Bin sums, the shard, and a time that a second computation would change. */
  static long[] timedSums(int shard, BinnedBlock block, Object context) {
    long[] sums = Arrays.copyOf(binSums(shard, block, context), 4);
    sums[3] = System.nanoTime();
    return sums;
  }

  private static final class LongsCodec implements BlockCodec<long[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public String kind() {
      return "longs-1";
    }

    @Override
    public void write(long[] block, DataOutputStream out) throws IOException {
      out.writeInt(block.length);
      for (long value : block) {
        out.writeLong(value);
      }
    }

    @Override
    public long[] read(DataInputStream in) throws IOException {
      long[] block = new long[in.readInt()];
      for (int i = 0; i < block.length; i++) {
        block[i] = in.readLong();
      }
      return block;
    }
  }

  static List<BinnedBlock> blocks(int count) {
    Random random = new Random(11);
    List<BinnedBlock> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[][] bins = new byte[2][1000];
      for (byte[] column : bins) {
        for (int r = 0; r < column.length; r++) {
          column[r] = (byte) random.nextInt(200);
        }
      }
      blocks.add(
          new BinnedBlock(
              new int[] {2 * i, 2 * i + 1}, new int[] {200, 200}, new boolean[2], bins));
    }
    return blocks;
  }

  private record Summary(int shard, int rows) implements Serializable {}

  private static final class MailboxSupplier implements ExchangeSupplier {
    private static final long serialVersionUID = 1L;

    @Override
    public Exchange exchange() {
      return mailbox.exchange(A);
    }
  }
}
