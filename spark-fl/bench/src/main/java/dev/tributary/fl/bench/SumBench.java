package dev.tributary.fl.bench;

import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.secagg.Announcement;
import dev.tributary.protocol.secagg.Confirmation;
import dev.tributary.protocol.secagg.MemberRound;
import dev.tributary.protocol.secagg.MemberSet;
import dev.tributary.protocol.secagg.SignatureList;
import dev.tributary.protocol.secagg.SumGroup;
import dev.tributary.protocol.secagg.SumMember;
import dev.tributary.protocol.secagg.SumMessages;
import dev.tributary.protocol.secagg.SumRound;
import dev.tributary.protocol.secagg.SummingRound;
import dev.tributary.protocol.secagg.ToldTotals;
import dev.tributary.protocol.secagg.VectorMask;
import dev.tributary.protocol.secagg.VectorPieces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One secure sum with all roles on one thread, whose CPU time is counted apart; every message is
 * drawn as bytes and read again. The first parties drop out after they have shared.
 */
final class SumBench {
  private static final int WARM_MASKS = 400;

  private final int words;
  private final int lost;
  private final SumGroup group;
  private final List<SumMember> members = new ArrayList<>();
  private final long[] vector;
  private long membersNanos;
  private long summingNanos;
  private long up;
  private long down;

  SumBench(int size, int words, int lost) {
    this.words = words;
    this.lost = lost;
    List<PartyId> names =
        IntStream.range(0, size).mapToObj(i -> new PartyId("party-" + i)).toList();
    group = new SumGroup(new RunId("bench"), 0, names, new PartyId("adder"), size / 2 + 1);
    vector = new long[words];
    Arrays.setAll(vector, i -> i);
  }

  /** Measures after rounds to warm up, between two measurements of the bare masks. */
  Result run() {
    keys();
    int warm = 1 + WARM_MASKS / (members.size() * members.size());
    for (int sum = 0; sum < warm; sum++) {
      round(sum);
    }
    membersNanos = 0;
    summingNanos = 0;
    up = 0;
    down = 0;
    double bare = BareMasks.seconds(words);
    round(warm);
    return new Result(this, (bare + BareMasks.seconds(words)) / 2);
  }

  private void keys() {
    Map<PartyId, Announcement> told = new HashMap<>();
    for (PartyId name : group.members()) {
      members.add(new SumMember(group, name));
      told.put(name, members.get(members.size() - 1).announcement());
    }
    List<Confirmation> heard = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      Map<PartyId, Announcement> others = new HashMap<>(told);
      others.remove(group.members().get(i));
      heard.add(members.get(i).receive(others));
    }
    for (int i = 0; i < members.size(); i++) {
      for (int j = 0; j < members.size(); j++) {
        if (i != j) {
          members.get(i).confirm(group.members().get(j), heard.get(j));
        }
      }
    }
  }

  private void round(int sum) {
    SumRound round = new SumRound(sum, 0, "bench", words);
    SummingRound summing = new SummingRound(members.get(0).announcements(), round);
    Map<PartyId, MemberRound> present = new LinkedHashMap<>();
    for (int i = 0; i < members.size(); i++) {
      PartyId name = group.members().get(i);
      SumMember member = members.get(i);
      byte[] message =
          member(
              () -> {
                present.put(name, member.begin(round));
                return SumMessages.encode(present.get(name).shares());
              });
      summing(() -> summing.receiveShares(name, SumMessages.shares(group, name, message)));
    }
    present.forEach(
        (name, member) -> {
          byte[] bundle = toMember(() -> SumMessages.encode(summing.bundle(name)));
          member(
              () -> {
                member.receive(SumMessages.bundle(group, name, bundle));
                return new byte[0];
              });
        });
    present.keySet().removeAll(group.members().subList(0, lost));
    long[] total = new long[words];
    present.forEach((name, member) -> send(summing, name, member, total));
    open(summing, present, total);
    present.forEach((name, member) -> note(round, present.keySet(), total));
    for (int i = 0; i < words; i++) {
      if (total[i] != (long) present.size() * vector[i]) {
        throw new IllegalStateException("the total is wrong at word " + i);
      }
    }
  }

  private void send(SummingRound summing, PartyId name, MemberRound member, long[] total) {
    VectorMask mask = member.mask();
    for (int piece = 0; piece < VectorPieces.count(words); piece++) {
      int from = VectorPieces.from(piece);
      int size = VectorPieces.size(words, piece);
      int number = piece;
      byte[] message =
          member(
              () -> {
                long[] block = Arrays.copyOfRange(vector, from, from + size);
                mask.addTo(block, 0, size, from);
                return VectorPieces.encode(block);
              });
      summing(
          () -> {
            long[] block = VectorPieces.decode(words, number, message);
            for (int i = 0; i < size; i++) {
              total[from + i] += block[i];
            }
          });
    }
    summing.receiveVector(name);
  }

  private void open(SummingRound summing, Map<PartyId, MemberRound> present, long[] total) {
    MemberSet survivors = summing.survivors();
    present.forEach(
        (name, member) -> {
          byte[] list = toMember(() -> SumMessages.encode(survivors));
          byte[] signature =
              member(
                  () ->
                      SumMessages.encodeSignature(member.sign(SumMessages.survivors(group, list))));
          summing(() -> summing.receiveSignature(name, SumMessages.signature(signature)));
        });
    SignatureList signatures = summing.signatures();
    present.forEach(
        (name, member) -> {
          byte[] list = toMember(() -> SumMessages.encode(signatures));
          byte[] answer =
              member(() -> SumMessages.encode(member.reveal(SumMessages.signatures(group, list))));
          summing(
              () ->
                  summing.receiveUnmasking(
                      name, SumMessages.unmasking(group, summing.sharers(), answer)));
        });
    summing(() -> summing.opening().addTo(total, 0, words, 0));
    for (int piece = 0; piece < VectorPieces.count(words); piece++) {
      int number = piece;
      byte[] message = toMember(() -> VectorPieces.encode(total, number));
      down += (present.size() - 1L) * message.length; // drawn once for all
      for (int i = 0; i < present.size(); i++) {
        member(
            () -> {
              VectorPieces.decode(words, number, message);
              return new byte[0];
            });
      }
    }
  }

  /** What binds the next round to this one's total. */
  private void note(SumRound round, Set<PartyId> over, long[] total) {
    member(
        () -> {
          new ToldTotals().opened(round, List.copyOf(over), total);
          return new byte[0];
        });
  }

  /** A member's work, and what it sends. */
  private byte[] member(Supplier<byte[]> work) {
    long start = CpuTime.ofThread();
    byte[] message = work.get();
    membersNanos += CpuTime.ofThread() - start;
    up += message.length;
    return message;
  }

  private void summing(Runnable work) {
    long start = CpuTime.ofThread();
    work.run();
    summingNanos += CpuTime.ofThread() - start;
  }

  private byte[] toMember(Supplier<byte[]> work) {
    long start = CpuTime.ofThread();
    byte[] message = work.get();
    summingNanos += CpuTime.ofThread() - start;
    down += message.length;
    return message;
  }

  /**
   * What one sum took.
   *
   * @param bench that ran
   * @param bare seconds of one mask
   */
  record Result(SumBench bench, double bare) {
    private int size() {
      return bench.group.members().size();
    }

    /** A member's self-mask and its masks with all others. */
    private double memberRatio() {
      return bench.membersNanos / 1e9 / (size() - bench.lost) / (size() * bare);
    }

    /** The survivors' self-masks, and those of each with each that was lost. */
    private double summingRatio() {
      return bench.summingNanos / 1e9 / ((size() - bench.lost) * (1.0 + bench.lost) * bare);
    }

    /** The plain vectors of those who are in the sum. */
    private double plain() {
      return 8.0 * bench.words * (size() - bench.lost);
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "%3d parties, %2d lost, %,d words: uploads %.3f of the plain vectors, all bytes %.3f; a"
              + " member %.3f s, %.2f of its bare masks; summing %.3f s, %.2f of its bare masks",
          size(),
          bench.lost,
          bench.words,
          bench.up / plain(),
          (bench.up + bench.down) / plain(),
          bench.membersNanos / 1e9 / (size() - bench.lost),
          memberRatio(),
          bench.summingNanos / 1e9,
          summingRatio());
    }

    Map<String, Object> fields() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("parties", size());
      fields.put("lost", bench.lost);
      fields.put("words", bench.words);
      fields.put("upload-ratio", bench.up / plain());
      fields.put("bytes-ratio", (bench.up + bench.down) / plain());
      fields.put("member-seconds", bench.membersNanos / 1e9 / (size() - bench.lost));
      fields.put("member-ratio", memberRatio());
      fields.put("summing-seconds", bench.summingNanos / 1e9);
      fields.put("summing-ratio", summingRatio());
      fields.put("bare-mask-seconds", bare);
      return fields;
    }
  }
}
