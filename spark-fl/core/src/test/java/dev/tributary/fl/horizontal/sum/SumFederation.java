package dev.tributary.fl.horizontal.sum;

import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Role;
import dev.tributary.fl.session.Roster;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Parties as threads that meet in one mailbox; who fails ends the run for all. */
final class SumFederation {
  /** Brings nothing to the sums. */
  static final PartyId HELPER = new PartyId("helper");

  final InMemoryMailbox mailbox = new InMemoryMailbox();
  final List<PartyId> members;
  private final Roster roster;

  SumFederation(int size) {
    members = IntStream.range(0, size).mapToObj(i -> new PartyId("bank-" + i)).toList();
    List<Roster.Member> all = new ArrayList<>();
    members.forEach(party -> all.add(new Roster.Member(party, Role.LABEL, List.of())));
    all.add(new Roster.Member(HELPER, Role.FEATURE, members));
    roster = new Roster(all);
  }

  FederatedSession session(PartyId self) {
    Exchange exchange = mailbox.exchange(self);
    return new FederatedSession(
        self,
        roster,
        new RunId("run-1"),
        0,
        exchange,
        new LocalCompute(exchange, 1),
        Duration.ofSeconds(60));
  }

  <T> CompletableFuture<T> start(PartyId self, Function<FederatedSession, T> work) {
    FederatedSession session = session(self);
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.apply(session);
          } catch (RuntimeException e) {
            throw session.exchange().abort(e);
          }
        },
        command -> new Thread(command, self.name()).start());
  }
}
