package dev.tributary.fl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.data.LocalCompute;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.LossRule;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StoredBarrierTest {
  private static final List<PartyId> PARTIES =
      List.of(new PartyId("lender"), new PartyId("bureau"), new PartyId("retailer"));

  private InMemoryMailbox mailbox = new InMemoryMailbox();

  private CompletableFuture<Void> stored(Roster roster, int party) {
    return at(roster, party, Duration.ofSeconds(30), StoredBarrier::await);
  }

  private CompletableFuture<Void> at(
      Roster roster, int party, Duration stepTimeout, Consumer<FederatedSession> barrier) {
    Exchange exchange = mailbox.exchange(PARTIES.get(party));
    FederatedSession session =
        new FederatedSession(
            PARTIES.get(party),
            roster,
            new RunId("run-1"),
            0,
            exchange,
            new LocalCompute(exchange, 1),
            stepTimeout);
    return CompletableFuture.runAsync(
        () -> barrier.accept(session), command -> new Thread(command).start());
  }

  @Test
  void nobodyPassesBeforeAllHaveStored() throws Exception {
    for (Roster roster : List.of(Roster.vertical(PARTIES), Roster.horizontal(PARTIES))) {
      for (int last = 0; last < PARTIES.size(); last++) {
        StoredBarrierTest fresh = new StoredBarrierTest();
        CompletableFuture<Void> one = fresh.stored(roster, (last + 1) % PARTIES.size());
        CompletableFuture<Void> two = fresh.stored(roster, (last + 2) % PARTIES.size());
        TimeUnit.MILLISECONDS.sleep(100);
        assertThat(one).isNotDone();
        assertThat(two).isNotDone();

        fresh.stored(roster, last).get();
        one.get();
        two.get();
      }
    }
  }

  @Test
  void whoGivesUpEndsItForAll() {
    CompletableFuture<Void> waiting = stored(Roster.vertical(PARTIES), 0);
    CompletableFuture<Void> other = stored(Roster.vertical(PARTIES), 1);
    RuntimeException full = FederationException.resource("the disk is full");
    assertThat(mailbox.exchange(PARTIES.get(2)).abort(full)).isSameAs(full);

    assertThatThrownBy(waiting::get).hasMessageContaining("retailer");
    assertThatThrownBy(other::get).hasMessageContaining("retailer");
  }

  /** The second of the roster hears the others. */
  private CompletableFuture<Void> left(int party, int fewest) {
    Duration brief = Duration.ofSeconds(2);
    return at(
        Roster.horizontal(PARTIES),
        party,
        brief,
        session -> StoredBarrier.awaitThoseLeft(session, PARTIES.get(1), fewest));
  }

  @Test
  void whoIsLostIsNotWaitedFor() throws Exception {
    mailbox = new InMemoryMailbox(new LossRule(2, PARTIES.subList(1, 2)), PARTIES);
    CompletableFuture<Void> one = left(1, 2);
    CompletableFuture<Void> two = left(2, 2);
    TimeUnit.MILLISECONDS.sleep(100);
    assertThat(one).isNotDone();
    mailbox.lose(PARTIES.get(0));
    one.get();
    two.get();
  }

  @Test
  void whoIsTooLateIsOutAndTooFewEndIt() throws Exception {
    mailbox = new InMemoryMailbox(new LossRule(2, PARTIES.subList(1, 2)), PARTIES);
    CompletableFuture<Void> two = left(2, 2);
    left(1, 2).get();
    two.get();
    assertThatThrownBy(left(0, 2)::get).hasMessageContaining("the run goes on without lender");

    mailbox = new InMemoryMailbox(new LossRule(1, PARTIES.subList(1, 2)), PARTIES);
    assertThatThrownBy(left(1, 2)::get)
        .hasMessageContaining("[lender, retailer] did not say that its results are stored; 1 of 3");
  }
}
