package dev.tributary.fl.bench;

import dev.tributary.fl.horizontal.sum.MaskedSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.SumRules;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Roster;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.fl.spark.stage.LocalFederation;
import dev.tributary.fl.spark.stage.SessionUse;
import dev.tributary.protocol.PartyId;
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

  private static final SumRules RULES = new SumRules(NAMES.get(0), COUNT, SumRules.Consent.NONE);

  private final LocalFederation federation;

  /**
   * @param federation of {@link #roster}
   */
  MaskedParties(LocalFederation federation) {
    this.federation = federation;
  }

  static Roster roster() {
    return Roster.horizontal(NAMES);
  }

  /** What a party does with its end of the sums. */
  @FunctionalInterface
  interface Work<T> {
    T of(int party, SparkCompute compute, SecureSum sum);
  }

  /** Lets all parties work at once; the first one's result. */
  <T> T run(Work<T> work) {
    List<CompletableFuture<T>> running = new ArrayList<>();
    for (int p = 0; p < COUNT; p++) {
      int party = p;
      String name = NAMES.get(party).name();
      running.add(
          CompletableFuture.supplyAsync(
              () ->
                  SessionUse.run(
                      federation.sessions(name),
                      (session, compute) -> run(party, session, compute, work)),
              task -> new Thread(task, name).start()));
    }
    return running.stream().map(CompletableFuture::join).toList().get(0);
  }

  private static <T> T run(
      int party, FederatedSession session, SparkCompute compute, Work<T> work) {
    try (SecureSum sum = MaskedSum.open(session, RULES)) {
      return work.of(party, compute, sum);
    }
  }

  /** What all parties have sent in all runs so far. */
  long bytes() {
    return federation.bytes();
  }
}
