package dev.tributary.aggregator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.aggregator.quota.PartyLimits;
import dev.tributary.aggregator.quota.Shares;
import dev.tributary.aggregator.quota.Stored;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found after a restart, and how it counts. */
class StoredFilesTest {
  private static final PartyId BUREAU = new PartyId("bureau-2");
  private static final StepAddress STEP =
      new StepAddress(new RunId("job-1"), 0, 0, "sums", BUREAU, new PartyId("lender"));
  private static final StepAddress OPEN =
      new StepAddress(new RunId("job-1"), 0, 1, "sums", BUREAU, new PartyId("lender"));

  @TempDir private Path folder;
  private RunStore store;
  private Stored quota;

  @BeforeEach
  void open() {
    Shares shares = new Shares(PartyLimits.defaults(), Duration.ZERO, Clock.systemUTC());
    quota = shares.of(BUREAU).stored();
    store = RunStore.open(folder, sender -> shares.of(sender).stored());
  }

  private PartFile part(int bytes) {
    PartFile part = store.begin(BUREAU);
    part.write(ByteBuffer.allocate(bytes));
    part.complete(bytes);
    return part;
  }

  @Test
  void everythingWholeIsFoundAgainAndCountsForItsSender() throws IOException {
    for (int shard : new int[] {0, 1, 12}) {
      store.publish(part(10), STEP.shard(shard));
    }
    store.commit(STEP, store.begin(BUREAU, new byte[5]));
    store.publish(part(100), OPEN.shard(0));
    store.begin(BUREAU).write(ByteBuffer.allocate(1000));
    Files.writeString(folder.resolve("session"), "a record");
    Files.writeString(folder.resolve("p-unknown"), "x");

    open();

    assertThat(store.storedBytes()).isEqualTo(135);
    assertThat(quota.bytes()).isEqualTo(135);
    assertThat(quota.files()).isEqualTo(5);
    assertThat(store.manifest(STEP)).contains(new byte[5]);
    assertThat(store.manifest(OPEN)).isEmpty();
    assertThat(IntStream.range(0, 14).filter(shard -> store.piece(STEP.shard(shard)).isPresent()))
        .containsExactly(0, 1, 12);
    assertThat(folder.toFile().list()).noneMatch(name -> name.startsWith("t-")).contains("session");
    store.clear();
    assertThat(quota.bytes()).isZero();
    assertThat(quota.files()).isZero();
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("session", "p-unknown");
  }

  @Test
  void shortPiecesAreAllOrNone() {
    for (int shard : new int[] {0, 2}) {
      store.publish(part(10), STEP.shard(shard));
    }
    assertThat(store.shortPieces(STEP, 100)).as("one is missing").isEmpty();
    store.publish(part(5), STEP.shard(1));

    assertThat(store.shortPieces(STEP, 25))
        .extracting(piece -> piece.length)
        .isEqualTo(List.of(10, 5, 10));
    assertThat(store.shortPieces(STEP, 24)).isEmpty();
    assertThat(store.shortPieces(OPEN, 24)).isEmpty();
  }

  @Test
  void aPartIsOfTheLengthThatWasSaid() {
    PartFile part = store.begin(BUREAU);
    part.write(ByteBuffer.allocate(3));

    assertThatThrownBy(() -> part.complete(4))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("4 bytes its last frame states. Provided value: 3");
    assertThatThrownBy(() -> part.moveTo(folder.resolve("x")))
        .isInstanceOf(IllegalStateException.class);
    part.discard();
    part.discard();
    assertThat(quota.bytes()).isZero();
    assertThat(quota.files()).isZero();
    assertThat(folder.toFile().list()).isEmpty();
  }

  @Test
  void aPieceThatStandsIsNotReplacedNorOneOfACommittedMessageAdded() {
    assertThat(store.publish(part(10), STEP.shard(0))).isTrue();
    assertThat(store.publish(part(20), STEP.shard(0))).isFalse();
    store.commit(STEP, store.begin(BUREAU, new byte[5]));
    assertThat(store.publish(part(20), STEP.shard(1))).isFalse();

    assertThat(store.settled(STEP.shard(1))).isTrue();
    assertThat(quota.bytes()).isEqualTo(15);
    assertThat(quota.files()).isEqualTo(2);
  }
}
