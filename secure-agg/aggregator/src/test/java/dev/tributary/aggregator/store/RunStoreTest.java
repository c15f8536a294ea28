package dev.tributary.aggregator.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.aggregator.quota.PartyLimits;
import dev.tributary.aggregator.quota.Shares;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStoreTest {
  private static final byte[] BYTES =
      "the sealed bytes of a piece".getBytes(StandardCharsets.UTF_8);
  private static final MessageAddress ADDRESS =
      new StepAddress(
              new RunId("job-0123456789ab"),
              0,
              0,
              "step",
              new PartyId("bureau"),
              new PartyId("lender"))
          .shard(0);

  @TempDir private Path folder;
  private RunStore store;

  @BeforeEach
  void open() {
    Shares shares = new Shares(PartyLimits.defaults(), Duration.ZERO, Clock.systemUTC());
    store = RunStore.open(folder, sender -> shares.of(sender).stored());
  }

  @Test
  void anOpenPieceIsReadToItsEndAfterItsRunWasCleared() throws IOException {
    put();
    try (FileChannel piece = store.piece(ADDRESS).orElseThrow()) {
      store.clear();

      assertThat(store.piece(ADDRESS)).isEmpty();
      assertThat(folder.toFile().list()).isEmpty();
      assertThat(Channels.newInputStream(piece).readAllBytes()).isEqualTo(BYTES);
    }
  }

  /** Opening after the lock is left fails here within a few rounds, as a disk that fails does. */
  @Test
  void whoReadsWhileARunIsClearedFindsThePieceWholeOrNotAtAll() throws Exception {
    CompletableFuture<Integer> writer =
        CompletableFuture.supplyAsync(
            () -> {
              int rounds = 0;
              for (; rounds < 3_000; rounds++) {
                put();
                store.clear();
              }
              return rounds;
            });
    while (!writer.isDone()) {
      Optional<FileChannel> found = store.piece(ADDRESS);
      if (found.isPresent()) {
        try (FileChannel piece = found.get()) {
          assertThat(Channels.newInputStream(piece).readAllBytes()).isEqualTo(BYTES);
        }
      }
    }
    assertThat(writer.get()).isEqualTo(3_000);
    assertThat(store.storedBytes()).isZero();
  }

  private void put() {
    PartFile part = store.begin(ADDRESS.step().from());
    part.write(ByteBuffer.wrap(BYTES));
    part.complete(BYTES.length);
    assertThat(store.publish(part, ADDRESS)).isTrue();
  }
}
