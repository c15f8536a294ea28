package dev.tributary.protocol.secagg;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** One round of {@link Parties}, step by step; a member that does not go along has left. */
final class Course {
  final Parties parties;
  final SumRound round;
  final SummingRound summing;
  final Map<Integer, MemberRound> present = new TreeMap<>();

  /** By member, as they left it. */
  final long[][] masked;

  final ShareBundle[] bundles;
  final Unmasking[] answers;
  private final SumGroup group;

  Course(Parties parties, SumRound round) {
    this.parties = parties;
    this.round = round;
    group = parties.group;
    summing = new SummingRound(parties.keys(), round);
    masked = new long[group.size()][];
    bundles = new ShareBundle[group.size()];
    answers = new Unmasking[group.size()];
  }

  void share(IntPredicate goes) {
    for (int i = 0; i < group.size(); i++) {
      if (goes.test(i)) {
        present.put(i, parties.members.get(i).begin(round));
        byte[] message = SumMessages.encode(present.get(i).shares());
        summing.receiveShares(parties.name(i), SumMessages.shares(group, parties.name(i), message));
      }
    }
    present.forEach(
        (i, member) -> {
          bundles[i] = bundle(i);
          member.receive(bundles[i]);
        });
  }

  ShareBundle bundle(int member) {
    byte[] message = SumMessages.encode(summing.bundle(parties.name(member)));
    return SumMessages.bundle(group, parties.name(member), message);
  }

  void mask(long[][] vectors, IntPredicate goes) {
    present.keySet().removeIf(i -> !goes.test(i));
    present.forEach(
        (i, member) -> {
          masked[i] = vectors[i].clone();
          int half = masked[i].length / 2;
          VectorMask mask = member.mask();
          mask.addTo(masked[i], half, masked[i].length - half, half);
          mask.addTo(masked[i], 0, half, 0);
          summing.receiveVector(parties.name(i));
        });
  }

  void sign(IntPredicate goes) {
    MemberSet survivors = SumMessages.survivors(group, SumMessages.encode(summing.survivors()));
    present.keySet().removeIf(i -> !goes.test(i));
    present.forEach(
        (i, member) -> {
          byte[] message = SumMessages.encodeSignature(member.sign(survivors));
          summing.receiveSignature(parties.name(i), SumMessages.signature(message));
        });
  }

  void reveal(IntPredicate goes) {
    SignatureList list = SumMessages.signatures(group, SumMessages.encode(summing.signatures()));
    present.keySet().removeIf(i -> !goes.test(i));
    present.forEach(
        (i, member) -> {
          byte[] message = SumMessages.encode(member.reveal(list));
          answers[i] = SumMessages.unmasking(group, summing.sharers(), message);
          summing.receiveUnmasking(parties.name(i), answers[i]);
        });
  }

  long[] total() {
    VectorMask opening = summing.opening();
    long[] sum = new long[(int) round.words()];
    summing.survivors().indices().forEach(i -> add(sum, masked[i]));
    opening.addTo(sum, 0, sum.length, 0);
    return sum;
  }

  static long[] plain(long[][] vectors, IntPredicate counts) {
    long[] sum = new long[vectors[0].length];
    for (int i = 0; i < vectors.length; i++) {
      if (counts.test(i)) {
        add(sum, vectors[i]);
      }
    }
    return sum;
  }

  private static void add(long[] sum, long[] vector) {
    Arrays.setAll(sum, i -> sum[i] + vector[i]);
  }
}
