package dev.tributary.protocol.secagg;

import dev.tributary.protocol.FederationException;

/**
 * What a member has begun and opened in a run: rounds go upwards, and the inputs of one sum are
 * opened over one set of survivors only, since two sets would give away their difference. Not
 * thread-safe.
 */
final class OpenedSums {
  private final int members;
  private final OpeningNotes notes;
  private SumRound latest;
  private MemberSet opened;

  /**
   * @param members of the group
   * @param notes what was opened by an earlier process, and is by this one
   */
  OpenedSums(int members, OpeningNotes notes) {
    this.members = members;
    this.notes = notes;
  }

  /** Begins a sum, or another attempt at the latest one. */
  void begin(SumRound round) {
    if (latest != null && latest.sum() == round.sum()) {
      if (round.attempt() <= latest.attempt()
          || !round.purpose().equals(latest.purpose())
          || round.words() != latest.words()
          || !round.told().equals(latest.told())) {
        throw new IllegalArgumentException(
            "another attempt must be a later one at the same sum. Provided value: %s after %s"
                .formatted(round, latest));
      }
    } else {
      if (latest != null && round.sum() < latest.sum()) {
        throw new IllegalArgumentException(
            "sums must go upwards. Provided value: %s after %s".formatted(round, latest));
      }
      opened = notes.of(round.sum()).map(set -> MemberSet.fromBytes(set, members)).orElse(null);
    }
    latest = round;
  }

  /**
   * Notes, before anything is revealed, over whom a round is opened.
   *
   * @throws FederationException PEER if the same inputs were opened over others before
   */
  void open(SumGroup group, SumRound round, MemberSet survivors) {
    if (!round.equals(latest)) {
      throw new IllegalStateException(round + " is over, a later one was begun");
    }
    if (opened != null && !opened.equals(survivors)) {
      throw FederationException.peer(
          group.summing(),
          "asks to open %s over %s, which was opened over %s before: the difference would show one"
              + " party's vector; do not go on with it before its owner knows why",
          round,
          survivors.parties(group),
          opened.parties(group));
    }
    notes.note(round.sum(), survivors.toBytes());
    opened = survivors;
  }
}
