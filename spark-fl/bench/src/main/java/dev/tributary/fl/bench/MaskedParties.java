package dev.tributary.fl.bench;

import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.horizontal.sum.MaskedSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.SumRules;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Roster;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Three parties on threads of one JVM, whose sums are masked and go through a mailbox in memory.
 */
final class MaskedParties {
  static final int COUNT = 3;

  private static final List<PartyId> NAMES =
      List.of(new PartyId("north"), new PartyId("south"), new PartyId("west"));

  private final InMemoryMailbox mailbox = new InMemoryMailbox();

  /** What a party does with its end of the sums. */
  @FunctionalInterface
  interface Work<T> {
    T of(int party, SecureSum sum);
  }

  /** Lets all parties work at once; the first one's result. */
  <T> T run(Work<T> work) {
    List<CompletableFuture<T>> running = new ArrayList<>();
    for (int p = 0; p < COUNT; p++) {
      int party = p;
      running.add(
          CompletableFuture.supplyAsync(
              () -> run(party, work), task -> new Thread(task, NAMES.get(party).name()).start()));
    }
    return running.stream().map(CompletableFuture::join).toList().get(0);
  }

  private <T> T run(int party, Work<T> work) {
    Exchange exchange = mailbox.exchange(NAMES.get(party));
    FederatedSession session =
        new FederatedSession(
            NAMES.get(party),
            Roster.horizontal(NAMES),
            new RunId("bench"),
            0,
            exchange,
            new LocalCompute(exchange, 1),
            Duration.ofHours(1));
    SumRules rules = new SumRules(NAMES.get(0), COUNT, SumRules.Consent.NONE);
    try (SecureSum sum = MaskedSum.open(session, rules)) {
      return work.of(party, sum);
    }
  }

  /** What all parties have put into the mailbox. */
  long bytes() {
    return mailbox.bytesPut();
  }
}
