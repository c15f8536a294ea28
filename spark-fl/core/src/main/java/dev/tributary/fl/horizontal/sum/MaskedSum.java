package dev.tributary.fl.horizontal.sum;

import dev.tributary.fl.session.FederatedSession;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.secagg.SumGroup;
import dev.tributary.protocol.secagg.SumMember;
import dev.tributary.protocol.secagg.SumRound;
import dev.tributary.protocol.secagg.ToldTotals;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sums by secure aggregation over the parties of a session ({@code protocol/secagg}): vectors leave
 * a party masked, and the summing party, which may be one of them, can take the masks off their sum
 * only. Opened once in a run, at all parties that sum; all must be there for that.
 *
 * <p>Every round is bound to all totals before it, as this party was told them ({@link
 * ToldTotals}): parties who were told different ones open nothing more together.
 *
 * <p>A party that is lost later, or exceeds the step deadline, drops out of the sum that it is
 * missed in and of all later ones of the run, if the rules let it go on with those left; otherwise
 * it ends the sum, and all sums of the run, at all parties with one error that names it. The
 * summing party is always needed.
 */
public final class MaskedSum implements SecureSum, SumOfPieces {
  private final FederatedSession session;
  private final SumGroup group;
  private final SumMember member;
  private final SumChannel channel;
  private final Attendance attendance;
  private final SumJournal journal;
  private final PastSums past;
  private final ToldTotals told = new ToldTotals();
  private List<PartyId> latest;
  private int next;

  private MaskedSum(FederatedSession session, SumGroup group, SumJournal journal, boolean noise) {
    this.session = session;
    this.group = group;
    this.latest = group.members();
    this.channel = new SumChannel(session, group);
    this.attendance = new Attendance(session, group);
    this.member = SumKeys.member(session, group, journal);
    this.journal = journal;
    this.past = new PastSums(group, session.self(), channel, journal, noise);
  }

  /**
   * Exchanges keys with all parties that sum; call it at all of them at the same point of the run.
   *
   * @param session of a party with rows of its own
   * @throws dev.tributary.protocol.FederationException USER for rules that no job may have; PEER
   *     where parties follow different ones, or one has told two others different keys
   */
  public static MaskedSum open(FederatedSession session, SumRules rules) {
    return new MaskedSum(session, rules.group(session), SumJournal.NONE, false);
  }

  /**
   * The same in a run that may be started again: totals of past sums come from the journals, and
   * live sums begin where the summing party's journal ends. All parties must call it alike.
   *
   * @param noise whether noise is in the sums, which is never drawn twice for one
   */
  public static MaskedSum open(
      FederatedSession session, SumRules rules, SumJournal journal, boolean noise) {
    return new MaskedSum(session, rules.group(session), journal, noise);
  }

  @Override
  public Total total(String purpose, long[] words) {
    return totalOf(attempts(List.of(), purpose, new DriverWords(words))).orElseThrow();
  }

  @Override
  public Optional<Total> totalAmong(List<PartyId> parties, String purpose, long[] words) {
    return totalOf(attempts(List.copyOf(parties), purpose, new DriverWords(words)));
  }

  private static Optional<Total> totalOf(RoundEnd<DriverWords> end) {
    return end.total().map(total -> new Total(total.words(), end.left()));
  }

  @Override
  public Optional<SumOfPieces> pieces() {
    return Optional.of(this);
  }

  @Override
  public ShardedTotal total(String purpose, ShardedWords words) {
    return piecesOf(attempts(List.of(), purpose, words)).orElseThrow();
  }

  @Override
  public Optional<ShardedTotal> totalAmong(
      List<PartyId> parties, String purpose, ShardedWords words) {
    return piecesOf(attempts(List.copyOf(parties), purpose, words));
  }

  private static Optional<ShardedTotal> piecesOf(RoundEnd<ShardedWords> end) {
    return end.total().map(total -> new ShardedTotal(total, end.left()));
  }

  /**
   * @param among whose total it is to be; empty for whoever is left
   */
  private <V extends SumVector<V>> RoundEnd<V> attempts(
      List<PartyId> among, String purpose, V words) {
    try {
      RoundEnd<V> end =
          past.has(next)
              ? past.tell(next, among, purpose, words, told)
              : live(among, purpose, words);
      next++;
      end.noteIn(told);
      if (end.total().isPresent()) {
        latest = end.left();
      }
      return end;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private <V extends SumVector<V>> RoundEnd<V> live(List<PartyId> among, String purpose, V words) {
    past.caughtUp(next);
    boolean summing = group.summing().equals(session.self());
    RoundEnd<V> end =
        Attempts.at(
            group,
            next,
            purpose,
            words.length(),
            told,
            round -> summing ? summed(round, words, among) : sent(round, words, among));
    if (!summing) {
      journal.add(PastSum.of(end));
    }
    return end;
  }

  private <V extends SumVector<V>> RoundEnd<V> summed(
      SumRound round, V words, List<PartyId> among) {
    SummingSide.Own own = new SummingSide.Own(session.self(), member.begin(round));
    return new SummingSide(
            group, member.announcements(), channel, attendance, end -> journal.add(PastSum.of(end)))
        .total(round, words, List.of(own), among);
  }

  private <V extends SumVector<V>> RoundEnd<V> sent(SumRound round, V words, List<PartyId> among) {
    return new MemberSide(session, group, channel).total(round, member.begin(round), words, among);
  }

  @Override
  public Map<PartyId, Duration> lost() {
    Map<PartyId, Duration> heardOf = session.exchange().lost();
    Map<PartyId, Duration> lost = new LinkedHashMap<>();
    for (PartyId party : group.members()) {
      if (heardOf.containsKey(party) || !latest.contains(party)) {
        lost.put(party, heardOf.getOrDefault(party, Duration.ZERO));
      }
    }
    return lost;
  }

  /** Ends this party's keys. */
  @Override
  public void close() {
    member.close();
  }
}
