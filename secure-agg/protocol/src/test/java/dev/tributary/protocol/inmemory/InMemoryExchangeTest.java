package dev.tributary.protocol.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.ExchangeContract;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.LossRule;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PeerText;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InMemoryExchangeTest extends ExchangeContract {
  private static final Duration SOON = Duration.ofSeconds(20);
  private final InMemoryMailbox mailbox = new InMemoryMailbox();

  @Override
  protected RunId run() {
    return new RunId("contract-1");
  }

  @Override
  protected Exchange end(PartyId party) {
    return mailbox.exchange(party);
  }

  private StepAddress step(int epoch, String name) {
    return new StepAddress(run(), epoch, 0, name, LENDER, BUREAU);
  }

  private StepManifest sent(int epoch, String name) {
    PieceReceipt receipt =
        end(LENDER).put(step(epoch, name).shard(0), PayloadWriter.of(new byte[] {1, 2}));
    return new StepManifest(step(epoch, name), List.of(receipt));
  }

  @Test
  void anEndIsOnePartys() {
    StepManifest manifest = sent(0, "own");
    assertThat(end(LENDER).self()).isEqualTo(LENDER);
    refused(() -> end(BUREAU).put(step(0, "put").shard(0), PayloadWriter.of(new byte[1])));
    refused(() -> end(BUREAU).commit(manifest));
    refused(() -> end(LENDER).await(step(0, "own"), SOON));
    refused(() -> end(LENDER).fetch(manifest, 0));
    assertThat(mailbox.bytesPut()).isEqualTo(2);
  }

  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("this end belongs to ");
  }

  /** Once a restarted driver has spoken, whatever belongs to the earlier one is over. */
  @Test
  void everyCallOfALowerEpochIsRefused() {
    StepManifest earlier = sent(1, "earlier");
    sent(2, "later");
    over(() -> sent(1, "again"));
    over(() -> end(LENDER).commit(earlier));
    over(() -> end(BUREAU).await(earlier.step(), SOON));
    over(() -> end(BUREAU).fetch(earlier, 0));
  }

  private static void over(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("epoch 1 of run contract-1 is over, 2 is current");
  }

  @Test
  void whatWasPutIsCountedOnce() {
    sent(0, "counted");
    sent(0, "counted");
    assertThat(mailbox.bytesPut()).isEqualTo(2);
  }

  @Test
  void aWaitMayBeForNoTimeAtAll() {
    assertThatThrownBy(() -> end(BUREAU).await(step(0, "never"), Duration.ZERO))
        .hasMessageContaining("lender sent nothing");
  }

  /** Long before its time is over, when it would see the abort anyway. */
  @Test
  void anAbortWakesWhoWaits() {
    FutureTask<StepManifest> await =
        new FutureTask<>(() -> end(BUREAU).await(step(0, "never"), Duration.ofMinutes(10)));
    Thread waiting = new Thread(await);
    waiting.setDaemon(true);
    waiting.start();
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }

    end(LENDER).abort(new IllegalStateException("a defect"));

    assertThatThrownBy(await::get).hasMessageContaining("lender gave up: ");
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> end(BUREAU).await(step(0, "never"), SOON))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.told()).contains(PeerText.INTERRUPTED));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aPieceThatIsAnotherFailsHoweverItIsRead() {
    sent(0, "other");
    PieceReceipt lie = new PieceReceipt(0, 2, new byte[32]);
    InputStream in = end(BUREAU).fetch(new StepManifest(step(0, "other"), List.of(lie)), 0);
    assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessageContaining("manifest");
    assertThatThrownBy(() -> in.read(new byte[2])).isInstanceOf(IOException.class);
  }

  @Test
  void aLossEndsTheRunUnlessItGoesOn() {
    mailbox.lose(LENDER);
    assertThatThrownBy(() -> end(BUREAU).await(step(0, "never"), SOON))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("lender was lost: no sign of life for 0 s; see its log");
  }

  @Test
  void whereARunGoesOnALossEndsTheWaitsForTheLostPartyOnly() {
    InMemoryMailbox going =
        new InMemoryMailbox(new LossRule(1, List.of(BUREAU)), List.of(LENDER, BUREAU));
    Exchange lender = going.exchange(LENDER);
    Exchange bureau = going.exchange(BUREAU);
    lender.send(step(0, "before"), new byte[] {5});
    lender.goOnWithout(BUREAU); // not for it to say
    bureau.goOnWithout(LENDER);

    assertThat(bureau.receive(step(0, "before"), SOON, 1)).containsExactly(5);
    assertThatThrownBy(() -> bureau.await(step(0, "never"), SOON))
        .satisfies(e -> assertThat(FederationException.missing(e)).contains(LENDER));
    assertThat(bureau.lost()).containsOnlyKeys(LENDER);
    assertThatThrownBy(() -> lender.send(step(0, "after"), new byte[1]))
        .hasMessageContaining("the run goes on without lender");
    RuntimeException own = FederationException.resource("the disk is full");
    assertThat(lender.abort(own)).isSameAs(own);
    bureau.send(new StepAddress(run(), 0, 0, "on", BUREAU, LENDER), new byte[1]);
    assertThatThrownBy(() -> bureau.await(step(0, "later"), SOON))
        .satisfies(e -> assertThat(FederationException.missing(e)).contains(LENDER));
  }
}
