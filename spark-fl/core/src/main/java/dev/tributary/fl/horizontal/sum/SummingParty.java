package dev.tributary.fl.horizontal.sum;

import dev.tributary.fl.session.FederatedSession;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.secagg.Announcements;
import dev.tributary.protocol.secagg.SumGroup;
import dev.tributary.protocol.secagg.ToldTotals;
import java.util.List;
import java.util.Optional;

/**
 * The summing party of a run where it puts in nothing itself; the others use {@link MaskedSum}. It
 * sees every total, masked vectors, and nothing else of them. Driver only; calls do not overlap.
 */
public final class SummingParty {
  private final SumGroup group;
  private final Announcements keys;
  private final SumChannel channel;
  private final Attendance attendance;
  private final ToldTotals told = new ToldTotals();
  private int next;

  private SummingParty(FederatedSession session, SumGroup group) {
    this.group = group;
    this.channel = new SumChannel(session, group);
    this.attendance = new Attendance(session, group);
    this.keys = SumKeys.all(session, group);
  }

  /**
   * Takes the keys of the parties that sum.
   *
   * @throws dev.tributary.protocol.FederationException as {@link MaskedSum#open}
   */
  public static SummingParty open(FederatedSession session, SumRules rules) {
    SumGroup group = rules.group(session);
    if (group.members().contains(session.self()) || !group.summing().equals(session.self())) {
      throw new IllegalArgumentException(
          session.self() + " must be the summing party and no other: " + group);
    }
    return new SummingParty(session, group);
  }

  /**
   * Adds the vectors that the others put in by calling {@link SecureSum#total}, in the same order.
   *
   * @param purpose as theirs
   * @param words length of their vectors, as the own job has it
   */
  public Total total(String purpose, int words) {
    return attempts(List.of(), purpose, words).orElseThrow();
  }

  /** The same where the others call {@link SecureSum#totalAmong}. */
  public Optional<Total> totalAmong(List<PartyId> parties, String purpose, int words) {
    return attempts(List.copyOf(parties), purpose, words);
  }

  private Optional<Total> attempts(List<PartyId> among, String purpose, int words) {
    DriverWords nothing = new DriverWords(new long[words]);
    RoundEnd<DriverWords> end =
        Attempts.at(
            group,
            next++,
            purpose,
            words,
            told,
            round ->
                new SummingSide(group, keys, channel, attendance, unkept -> {})
                    .total(round, nothing, List.of(), among));
    end.noteIn(told);
    return end.total().map(total -> new Total(total.words(), end.left()));
  }
}
