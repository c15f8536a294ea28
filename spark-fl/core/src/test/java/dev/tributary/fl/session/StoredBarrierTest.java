package dev.tributary.fl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.data.LocalCompute;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StoredBarrierTest {
  private static final List<PartyId> PARTIES =
      List.of(new PartyId("lender"), new PartyId("bureau"), new PartyId("retailer"));

  private final InMemoryMailbox mailbox = new InMemoryMailbox();

  private CompletableFuture<Void> stored(Roster roster, int party) {
    Exchange exchange = mailbox.exchange(PARTIES.get(party));
    FederatedSession session =
        new FederatedSession(
            PARTIES.get(party),
            roster,
            new RunId("run-1"),
            0,
            exchange,
            new LocalCompute(exchange, 1),
            Duration.ofSeconds(30));
    return CompletableFuture.runAsync(
        () -> StoredBarrier.await(session), command -> new Thread(command).start());
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
}
