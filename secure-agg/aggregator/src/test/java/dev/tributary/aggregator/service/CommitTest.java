package dev.tributary.aggregator.service;

import static dev.tributary.aggregator.service.RunUnderWay.BUREAU;
import static dev.tributary.aggregator.service.RunUnderWay.LENDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.aggregator.session.Mailbox;
import dev.tributary.aggregator.store.PartFile;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A commit that must wait for room, which only others can make. */
class CommitTest {
  private static final int PIECE = 45;
  private static final byte[] MANIFEST = new byte[10];

  /** Room for two pieces and one manifest. */
  private static final int QUOTA = 2 * PIECE + MANIFEST.length;

  @TempDir private Path folder;
  private RunUnderWay run;
  private Mailbox mailbox;
  private FutureTask<Boolean> commit;

  @BeforeEach
  void fill() {
    run = new RunUnderWay(folder, QUOTA, Duration.ofMinutes(2));
    mailbox = run.session().mailbox();
    put("first");
    put("second");
    assertThat(mailbox.commit(LENDER, step("first"), MANIFEST)).isTrue();
    commit = new FutureTask<>(() -> mailbox.commit(LENDER, step("second"), MANIFEST));
    Thread waiting = new Thread(commit);
    waiting.start();
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }

  private StepAddress step(String name) {
    return new StepAddress(new RunId(run.id()), 0, 0, name, LENDER, BUREAU);
  }

  private void put(String step) {
    PartFile part = mailbox.beginPut(LENDER, step(step).shard(0)).orElseThrow();
    part.write(ByteBuffer.allocate(PIECE));
    part.complete(PIECE);
    assertThat(mailbox.completePut(LENDER, part, step(step).shard(0))).isTrue();
  }

  @Test
  void takesTheRoomThatTheReceiverReleases() throws Exception {
    mailbox.release(BUREAU, step("first"));

    assertThat(commit.get()).isTrue();
    assertThat(mailbox.storedBytes()).isEqualTo(PIECE + 2 * MANIFEST.length);
  }

  @Test
  void hearsOfAnAbortAndLeavesNothing() {
    run.session().abort("bureau gave up: tired", ErrorCode.PEER);

    assertThatThrownBy(commit::get)
        .cause()
        .isInstanceOf(FederationException.class)
        .hasMessage("bureau gave up: tired");
    assertThat(run.stored()).isEmpty();
    assertThat(mailbox.storedBytes()).isZero();
  }

  /** As a client does whose connection broke before the answer came. */
  @Test
  void whatStandsIsSaidAgainWithoutRoom() {
    assertThat(mailbox.commit(LENDER, step("first"), MANIFEST)).isFalse();
    assertThat(commit.isDone()).isFalse();
  }

  @Test
  void ofTwoThatWaitForRoomOneIsVisibleAndTheOtherLeavesNothing() throws Exception {
    FutureTask<Boolean> again =
        new FutureTask<>(() -> mailbox.commit(LENDER, step("second"), MANIFEST));
    Thread waiting = new Thread(again);
    waiting.start();
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }

    mailbox.release(BUREAU, step("first"));

    assertThat(List.of(commit.get(), again.get())).containsExactlyInAnyOrder(true, false);
    assertThat(run.stored()).hasSize(3);
    assertThat(run.lenderStores().bytes()).isEqualTo(PIECE + 2 * MANIFEST.length);
    assertThat(run.lenderStores().files()).isEqualTo(3);
  }
}
