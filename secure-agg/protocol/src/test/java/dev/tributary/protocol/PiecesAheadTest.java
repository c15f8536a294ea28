package dev.tributary.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PiecesAheadTest {
  private static final PartyId LENDER = new PartyId("lender");
  private static final PartyId BUREAU = new PartyId("bureau");
  private static final StepAddress STEP =
      new StepAddress(new RunId("ahead"), 0, 0, "pieces", LENDER, BUREAU);

  private final InMemoryMailbox mailbox = new InMemoryMailbox();
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void piecesComeInOrderAndWhole() {
    StepManifest manifest = message(20);
    List<Integer> lengths = new ArrayList<>();
    PiecesAhead.read(
        counting(),
        manifest,
        20,
        shard -> 100,
        (shard, piece) -> {
          assertThat(piece).isEqualTo(piece(shard));
          lengths.add(shard);
        });
    assertThat(lengths).hasSize(20).isSorted();
    assertThat(asked).hasValue(20);
  }

  @Test
  void theNextPiecesAreAskedForWhileOneIsReadAndNoMore() {
    StepManifest manifest = message(20);
    PiecesAhead.read(
        counting(),
        manifest,
        20,
        shard -> 100,
        (shard, piece) -> {
          int ahead = Math.min(20, shard + 1 + PiecesAhead.AHEAD);
          while (asked.get() < ahead) {
            Thread.onSpinWait();
          }
          assertThat(asked).hasValue(ahead);
        });
  }

  /** With one at a time this would never end: every piece waits until the next is asked for. */
  @Test
  void piecesAreUnderWayTogether() {
    StepManifest manifest = message(3);
    CountDownLatch together = new CountDownLatch(3);
    Exchange slow =
        watched(
            () -> {
              together.countDown();
              together.await(30, TimeUnit.SECONDS);
            });
    PiecesAhead.read(slow, manifest, 3, shard -> 100, (shard, piece) -> {});
    assertThat(together.getCount()).isZero();
  }

  @Test
  void aPieceThatIsTooLongIsItsSendersFault() {
    StepManifest manifest = message(20);
    List<Integer> read = new ArrayList<>();
    assertThatThrownBy(
            () ->
                PiecesAhead.read(
                    counting(), manifest, 20, shard -> 7, (shard, piece) -> read.add(shard)))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("lender: sent 8 bytes")
        .extracting(FederationException::codeOf)
        .isEqualTo(ErrorCode.PEER);
    assertThat(read).hasSize(8);
  }

  @Test
  void aReaderThatFailsEndsIt() {
    StepManifest manifest = message(20);
    assertThatThrownBy(
            () ->
                PiecesAhead.read(
                    counting(),
                    manifest,
                    20,
                    shard -> 100,
                    (shard, piece) -> {
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no");
    assertThat(asked.get()).isLessThanOrEqualTo(1 + PiecesAhead.AHEAD);
  }

  @Test
  void aReaderThatFailsGivesUpWhatIsUnderWay() throws Exception {
    StepManifest manifest = message(2);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch givenUp = new CountDownLatch(1);
    Exchange slow =
        watched(
            () -> {
              if (asked.getAndIncrement() == 0) {
                begun.await();
                return;
              }
              begun.countDown();
              try {
                Thread.sleep(Duration.ofHours(1).toMillis());
              } catch (InterruptedException e) {
                givenUp.countDown();
                throw e;
              }
            });
    // Whichever of the two is asked for second never comes: the reader fails, or waits for it. The
    // other waits for that one to begin, since what is given up before it began does nothing at
    // all.
    Thread reader =
        new Thread(
            () ->
                assertThatThrownBy(
                        () ->
                            PiecesAhead.read(
                                slow,
                                manifest,
                                2,
                                shard -> 100,
                                (shard, piece) -> {
                                  throw new IllegalStateException("no");
                                }))
                    .isInstanceOf(RuntimeException.class));
    reader.start();
    begun.await();
    reader.join(100);
    reader.interrupt();

    assertThat(givenUp.await(30, TimeUnit.SECONDS)).isTrue();
  }

  /** As many bytes of value s. */
  private static byte[] piece(int s) {
    byte[] piece = new byte[s];
    Arrays.fill(piece, (byte) s);
    return piece;
  }

  private StepManifest message(int pieces) {
    Exchange lender = mailbox.exchange(LENDER);
    List<PieceReceipt> receipts = new ArrayList<>();
    for (int shard = 0; shard < pieces; shard++) {
      receipts.add(lender.put(STEP.shard(shard), PayloadWriter.of(piece(shard))));
    }
    lender.commit(new StepManifest(STEP, receipts));
    return mailbox.exchange(BUREAU).await(STEP, Duration.ofSeconds(1));
  }

  private Exchange counting() {
    return watched(asked::incrementAndGet);
  }

  private Exchange watched(WatchedExchange.Watch watch) {
    return WatchedExchange.of(mailbox.exchange(BUREAU), "fetchBytes", watch);
  }
}
