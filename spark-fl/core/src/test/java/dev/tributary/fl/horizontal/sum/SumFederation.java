package dev.tributary.fl.horizontal.sum;

import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Role;
import dev.tributary.fl.session.Roster;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.LossRule;
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

  final InMemoryMailbox mailbox;
  final List<PartyId> members;
  private final Roster roster;
  private final Duration stepTimeout;

  SumFederation(int size) {
    this(size, 0, Duration.ofSeconds(60));
  }

  /**
   * Of a run that goes on without parties that are lost, but for the first.
   *
   * @param minParties fewest that must be left; 0: a loss ends the run
   */
  SumFederation(int size, int minParties, Duration stepTimeout) {
    this.stepTimeout = stepTimeout;
    members = IntStream.range(0, size).mapToObj(i -> new PartyId("bank-" + i)).toList();
    List<Roster.Member> all = new ArrayList<>();
    members.forEach(party -> all.add(new Roster.Member(party, Role.LABEL, List.of())));
    all.add(new Roster.Member(HELPER, Role.FEATURE, members));
    roster = new Roster(all);
    mailbox =
        minParties == 0
            ? new InMemoryMailbox()
            : new InMemoryMailbox(new LossRule(minParties, members.subList(0, 1)), members);
  }

  FederatedSession session(PartyId self) {
    return session(self, mailbox.exchange(self));
  }

  FederatedSession session(PartyId self, Exchange exchange) {
    return new FederatedSession(
        self, roster, new RunId("run-1"), 0, exchange, new LocalCompute(exchange, 1), stepTimeout);
  }

  <T> CompletableFuture<T> start(PartyId self, Function<FederatedSession, T> work) {
    return start(self, session(self), work);
  }

  <T> CompletableFuture<T> start(
      PartyId self, FederatedSession session, Function<FederatedSession, T> work) {
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
