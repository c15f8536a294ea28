package dev.tributary.fl.horizontal.sum;

import dev.tributary.fl.session.FederatedSession;
import dev.tributary.protocol.secagg.Announcements;
import dev.tributary.protocol.secagg.SumGroup;
import dev.tributary.protocol.secagg.SumRound;
import java.util.List;

/**
 * The summing party of a run where it puts in nothing itself; the others use {@link MaskedSum}. It
 * sees every total, masked vectors, and nothing else of them. Driver only; calls do not overlap.
 */
public final class SummingParty {
  private final SumGroup group;
  private final Announcements keys;
  private final SumChannel channel;
  private int next;

  private SummingParty(FederatedSession session, SumGroup group) {
    this.group = group;
    this.channel = new SumChannel(session, group);
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
    SumRound round = new SumRound(next++, 0, purpose, words);
    return new SummingSide(group, keys, channel).total(round, List.of());
  }
}
