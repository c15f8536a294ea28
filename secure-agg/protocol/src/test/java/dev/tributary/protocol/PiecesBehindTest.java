package dev.tributary.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PiecesBehindTest {
  private static final PartyId LENDER = new PartyId("lender");
  private static final PartyId BUREAU = new PartyId("bureau");
  private static final StepAddress STEP =
      new StepAddress(new RunId("behind"), 0, 0, "pieces", LENDER, BUREAU);

  private final InMemoryMailbox mailbox = new InMemoryMailbox();
  private final AtomicInteger underWay = new AtomicInteger();

  @Test
  void allPiecesArePutAndNamed() {
    Exchange lender = mailbox.exchange(LENDER);
    try (PiecesBehind pieces = new PiecesBehind(lender)) {
      for (int shard = 0; shard < 20; shard++) {
        pieces.put(STEP.shard(shard), PayloadWriter.of(new byte[] {(byte) shard}));
      }
      lender.commit(new StepManifest(STEP, pieces.receipts()));
    }
    Exchange bureau = mailbox.exchange(BUREAU);
    StepManifest manifest = bureau.await(STEP, Duration.ofSeconds(1));
    for (int shard = 0; shard < 20; shard++) {
      assertThat(bureau.fetchBytes(manifest, shard, 1)).containsExactly(shard);
    }
  }

  /** With one at a time this would never end: no put returns before others have begun. */
  @Test
  void piecesAreUnderWayTogetherAndNoMoreThanAFew() {
    CountDownLatch together = new CountDownLatch(PiecesBehind.BEHIND);
    AtomicInteger most = new AtomicInteger();
    Exchange slow =
        watched(
            () -> {
              most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
              together.countDown();
              together.await(30, TimeUnit.SECONDS);
              Thread.sleep(5);
              underWay.decrementAndGet();
            });
    try (PiecesBehind pieces = new PiecesBehind(slow)) {
      for (int shard = 0; shard < 10; shard++) {
        pieces.put(STEP.shard(shard), PayloadWriter.of(new byte[1]));
      }
      assertThat(pieces.receipts()).hasSize(10);
    }
    assertThat(most).hasValue(PiecesBehind.BEHIND);
  }

  @Test
  void aPutThatFailsIsToldWithItsOwnError() {
    Exchange broken =
        watched(
            () -> {
              throw FederationException.resource("no room");
            });
    try (PiecesBehind pieces = new PiecesBehind(broken)) {
      pieces.put(STEP.shard(0), PayloadWriter.of(new byte[1]));
      assertThatThrownBy(pieces::receipts)
          .isInstanceOf(FederationException.class)
          .hasMessage("no room");
    }
  }

  @Test
  void closingGivesUpWhatIsUnderWay() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch givenUp = new CountDownLatch(1);
    PiecesBehind pieces = new PiecesBehind(endless(begun, givenUp));
    pieces.put(STEP.shard(0), PayloadWriter.of(new byte[1]));
    begun.await();

    pieces.close();

    assertThat(givenUp.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch givenUp = new CountDownLatch(1);
    try (PiecesBehind pieces = new PiecesBehind(endless(begun, givenUp))) {
      pieces.put(STEP.shard(0), PayloadWriter.of(new byte[1]));
      begun.await();
      Thread.currentThread().interrupt();
      assertThatThrownBy(pieces::receipts)
          .isInstanceOfSatisfying(
              FederationException.class, e -> assertThat(e.told()).contains(PeerText.INTERRUPTED));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(givenUp.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private Exchange endless(CountDownLatch begun, CountDownLatch givenUp) {
    return watched(
        () -> {
          begun.countDown();
          try {
            Thread.sleep(Duration.ofHours(1).toMillis());
          } catch (InterruptedException e) {
            givenUp.countDown();
            throw e;
          }
        });
  }

  private Exchange watched(WatchedExchange.Watch watch) {
    return WatchedExchange.of(mailbox.exchange(LENDER), "put", watch);
  }
}
