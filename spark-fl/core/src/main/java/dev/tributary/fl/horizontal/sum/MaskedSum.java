package dev.tributary.fl.horizontal.sum;

import dev.tributary.fl.session.FederatedSession;
import dev.tributary.protocol.secagg.SumGroup;
import dev.tributary.protocol.secagg.SumMember;
import dev.tributary.protocol.secagg.SumRound;
import java.util.List;

/**
 * Sums by secure aggregation over the parties of a session ({@code protocol/secagg}): vectors leave
 * a party masked, and the summing party, which may be one of them, can take the masks off their sum
 * only. Opened once in a run, at all parties that sum.
 *
 * <p>A party that is lost ends the sum, and all sums of the run, at all parties with one error that
 * names it.
 */
public final class MaskedSum implements SecureSum {
  private final FederatedSession session;
  private final SumGroup group;
  private final SumMember member;
  private final SumChannel channel;
  private int next;

  private MaskedSum(FederatedSession session, SumGroup group) {
    this.session = session;
    this.group = group;
    this.channel = new SumChannel(session, group);
    this.member = SumKeys.member(session, group);
  }

  /**
   * Exchanges keys with all parties that sum; call it at all of them at the same point of the run.
   *
   * @param session of a party with rows of its own
   * @throws dev.tributary.protocol.FederationException USER for rules that no job may have; PEER
   *     where parties follow different ones, or one has told two others different keys
   */
  public static MaskedSum open(FederatedSession session, SumRules rules) {
    return new MaskedSum(session, rules.group(session));
  }

  @Override
  public Total total(String purpose, long[] words) {
    SumRound round = new SumRound(next++, 0, purpose, words.length);
    try {
      return group.summing().equals(session.self()) ? summed(round, words) : sent(round, words);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private Total summed(SumRound round, long[] words) {
    SummingSide.Own own = new SummingSide.Own(session.self(), member.begin(round), words);
    return new SummingSide(group, member.announcements(), channel).total(round, List.of(own));
  }

  private Total sent(SumRound round, long[] words) {
    return new MemberSide(session.self(), group, channel).total(round, member.begin(round), words);
  }

  /** Ends this party's keys. */
  @Override
  public void close() {
    member.close();
  }
}
