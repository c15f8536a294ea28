package dev.tributary.fl.horizontal.sum;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.secagg.SumGroup;
import dev.tributary.protocol.secagg.SumRound;
import dev.tributary.protocol.secagg.ToldTotals;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sums that a run had before it was started again. Every party hears them once more in the same
 * order: from its own journal, or, where it was away, from the summing party, which told the others
 * the same. Whoever is told something else opens no later sum with the others ({@link ToldTotals}).
 *
 * <p>How many there are follows from the summing party's journal, since a total is stored there
 * before anybody is told.
 */
final class PastSums {
  private static final String KEPT = "past/kept";
  private static final String COUNT = "past/count";
  private static final String END = "past/end";
  private static final String TOTAL = "past/total";
  private static final int FORMAT = 1;
  private static final int LONGEST_NAME = 64;

  private final SumGroup group;
  private final PartyId self;
  private final SumChannel channel;
  private final SumJournal journal;
  private final int count;

  /** At the summing party: how many each other member has kept. */
  private final Map<PartyId, Integer> kept = new HashMap<>();

  /**
   * Compares the journals of all members.
   *
   * @param noise whether another is drawn where a sum is made again
   * @throws FederationException PEER or RESOURCE where the run cannot go on
   */
  PastSums(SumGroup group, PartyId self, SumChannel channel, SumJournal journal, boolean noise) {
    this.group = group;
    this.self = self;
    this.channel = channel;
    this.journal = journal;
    this.count = journal == SumJournal.NONE ? 0 : compare();
    if (noise && journal.of(count).isPresent()) {
      throw FederationException.resource(
          "sum %d of this run was being opened when it ended, and must not be opened again with"
              + " other noise: start it under another name",
          count);
    }
  }

  private int compare() {
    if (!group.summing().equals(self)) {
      channel.send(group.summing(), KEPT, encode(journal.sums()));
      int all = channel.receive(group.summing(), COUNT, PastSums::decode);
      if (all < journal.sums()) {
        throw lost(group.summing(), self, journal.sums(), all);
      }
      return all;
    }
    List<PartyId> others = group.members().stream().filter(p -> !p.equals(self)).toList();
    for (PartyId member : others) {
      int has = channel.receive(member, KEPT, PastSums::decode);
      if (has > journal.sums()) {
        throw lost(self, member, has, journal.sums());
      }
      kept.put(member, has);
    }
    others.forEach(member -> channel.send(member, COUNT, encode(journal.sums())));
    return journal.sums();
  }

  private static FederationException lost(PartyId summing, PartyId member, int told, int kept) {
    return FederationException.peer(
        summing,
        "has kept %d sums of this run, of which %s was told %d: start it under another name",
        kept,
        member,
        told);
  }

  private static byte[] encode(int sums) {
    return new WireWriter(FORMAT).i32(sums).toByteArray();
  }

  private static int decode(byte[] message) {
    WireReader in = new WireReader(message, FORMAT);
    int sums = in.i32(0, Integer.MAX_VALUE);
    in.end();
    return sums;
  }

  /** Whether the run had this sum. */
  boolean has(int sum) {
    return sum < count;
  }

  /**
   * How a past sum ended.
   *
   * @param words what this party would put into it now
   * @throws FederationException RESOURCE where it cannot be told
   */
  <V extends SumVector<V>> RoundEnd<V> tell(int sum, String purpose, V words, ToldTotals told) {
    PastSum past = sum < journal.sums() ? journal.get(sum) : hear(sum, purpose, words.length());
    if (!past.purpose().equals(purpose) || past.words() != words.length()) {
      throw FederationException.resource(
          "sum %d of the run that is to go on was %s of %d words, now it is %s of %d: data, job or"
              + " release have changed since; start it under another name",
          sum, past.purpose(), past.words(), purpose, words.length());
    }
    if (past.end() == PastSum.End.IN_PIECES) {
      throw FederationException.resource(
          "sum %d (%s) was too large to be kept, so that this run cannot go on: start it under"
              + " another name",
          sum, purpose);
    }
    if (sum == journal.sums()) {
      journal.add(past);
    }
    kept.forEach(
        (member, has) -> {
          if (sum >= has) {
            send(member, sum, past);
          }
        });
    return past.again(sum, words, told);
  }

  private void send(PartyId member, int sum, PastSum past) {
    SumRound round = new SumRound(sum, 0, past.purpose(), past.words());
    channel.send(member, round, END, encode(past));
    past.total()
        .ifPresent(
            total -> channel.sendVector(List.of(member), round, TOTAL, total, (block, from) -> {}));
  }

  /**
   * The end of a sum over parties of whom this one is none, since it came back after they were
   * agreed.
   */
  <V extends SumVector<V>> RoundEnd<V> listen(int sum, String purpose, V words, ToldTotals told) {
    PastSum end = hear(sum, purpose, words.length());
    journal.add(end);
    return end.again(sum, words, told);
  }

  /** At the summing party: tells those who {@link #listen}. */
  void tellOthers(int sum, List<PartyId> among, PastSum end) {
    if (!among.isEmpty()) {
      kept.keySet().stream()
          .filter(member -> !among.contains(member))
          .forEach(member -> send(member, sum, end));
    }
  }

  /** What was told while this party was away. */
  private PastSum hear(int sum, String purpose, int words) {
    SumRound round = new SumRound(sum, 0, purpose, words);
    PastSum unfilled =
        channel.receive(
            group.summing(),
            round,
            END,
            channel.patience(),
            message -> decode(group, purpose, words, message));
    if (unfilled.end() != PastSum.End.OPENED) {
      return unfilled;
    }
    long[] total = unfilled.total().orElseThrow();
    channel.receiveVector(
        group.summing(),
        round,
        TOTAL,
        words,
        channel.patience(),
        (block, from) -> System.arraycopy(block, 0, total, from, block.length));
    return unfilled;
  }

  static byte[] encode(PastSum past) {
    WireWriter out =
        new WireWriter(FORMAT).u8(past.end().code()).i32(past.attempt()).i32(past.left().size());
    past.left().forEach(party -> out.string(party.name()));
    return out.toByteArray();
  }

  /** All but its total, which is zero; purpose and length are the reader's own. */
  static PastSum decode(SumGroup group, String purpose, int words, byte[] message) {
    WireReader in = new WireReader(message, FORMAT);
    PastSum.End end = PastSum.End.of(in.u8());
    int attempt = in.i32(0, group.members().size());
    int size = in.i32(0, group.members().size());
    List<PartyId> left = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String name = in.string(LONGEST_NAME);
      left.add(
          group.members().stream()
              .filter(member -> member.name().equals(name) && !left.contains(member))
              .findFirst()
              .orElseThrow(() -> new MalformedMessageException("no other member: " + name)));
    }
    in.end();
    if (end == PastSum.End.IN_PIECES) {
      throw new MalformedMessageException("a total in pieces is not told again");
    }
    return new PastSum(
        end,
        purpose,
        attempt,
        left,
        words,
        end == PastSum.End.OPENED ? Optional.of(new long[words]) : Optional.empty());
  }
}
