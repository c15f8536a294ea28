package dev.tributary.fl.horizontal.sum;

import dev.tributary.crypto.random.SystemSource;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.secagg.SumGroup;
import dev.tributary.protocol.secagg.SumRound;
import dev.tributary.protocol.secagg.ToldTotals;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final String DONE = "past/done";
  private static final String GO = "past/go";
  private static final String END = "past/end";
  private static final String TOTAL = "past/total";
  private static final int FORMAT = 1;
  private static final int ID = 16;
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
      Begun run = channel.receive(group.summing(), COUNT, PastSums::begun);
      if (run.sums() < journal.sums()) {
        throw lost(group.summing(), self, journal.sums(), run.sums());
      }
      if (journal.id().isEmpty() && run.sums() == 0) {
        journal.begin(run.id());
      }
      if (!journal.id().map(own -> Arrays.equals(own, run.id())).orElse(false)) {
        throw FederationException.resource(
            "%s keeps %d sums of another run of this name than %s does: start all under another name",
            group.summing(), run.sums(), self);
      }
      return run.sums();
    }
    if (journal.id().isEmpty()) {
      byte[] id = new byte[ID];
      new SystemSource().fill(id, 0, ID);
      journal.begin(id);
    }
    List<PartyId> others = group.members().stream().filter(p -> !p.equals(self)).toList();
    for (PartyId member : others) {
      int has = channel.receive(member, KEPT, PastSums::decode);
      if (has > journal.sums()) {
        throw lost(self, member, has, journal.sums());
      }
      kept.put(member, has);
    }
    byte[] run =
        new WireWriter(FORMAT).i32(journal.sums()).bytes(journal.id().orElseThrow()).toByteArray();
    others.forEach(member -> channel.send(member, COUNT, run));
    return journal.sums();
  }

  /** What the summing party says of the run. */
  private record Begun(int sums, byte[] id) {}

  private static Begun begun(byte[] message) {
    WireReader in = new WireReader(message, FORMAT);
    Begun run = new Begun(in.i32(0, Integer.MAX_VALUE), in.bytes(ID));
    in.end();
    if (run.id().length != ID) {
      throw new MalformedMessageException("the id of a run must have " + ID + " bytes");
    }
    return run;
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
   * @param among whose total was asked for; empty for whoever was left
   * @param words what this party would put into it now
   * @throws FederationException RESOURCE where it cannot be told
   */
  <V extends SumVector<V>> RoundEnd<V> tell(
      int sum, List<PartyId> among, String purpose, V words, ToldTotals told) {
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
    boolean asked = among.isEmpty() || among.equals(past.left());
    if (past.left().size() < group.minParties() || asked != past.total().isPresent()) {
      throw FederationException.peer(
          group.summing(), "tells of sum %d (%s) what cannot have been", sum, purpose);
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
   * Before the first live sum: waits until all have gone through the past ones, for each as long as
   * for a step.
   */
  void caughtUp(int sum) {
    if (sum != count || count == 0) {
      return;
    }
    Duration patience = channel.patience().multipliedBy(1L + count);
    if (!group.summing().equals(self)) {
      channel.send(group.summing(), DONE, encode(count));
      int unused = channel.receive(group.summing(), GO, patience, PastSums::decode);
      return;
    }
    for (PartyId member : kept.keySet()) {
      int unused = channel.receive(member, DONE, patience, PastSums::decode);
    }
    kept.keySet().forEach(member -> channel.send(member, GO, encode(count)));
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
    return past.head().toByteArray();
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
    return new PastSum(
        end,
        purpose,
        attempt,
        left,
        words,
        end == PastSum.End.OPENED ? Optional.of(new long[words]) : Optional.empty());
  }
}
