package dev.tributary.protocol.secagg;

import dev.tributary.crypto.prg.SeedTree;
import dev.tributary.crypto.shamir.ShamirSharing;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Who sums in a run. Each party derives it from its own job; {@link Announcements} compares them.
 *
 * @param run the run
 * @param epoch 0, and higher after every restart; keys are drawn anew
 * @param members whose vectors are summed, in job order, 2 to 100
 * @param summing who adds the masked vectors: a member or another party
 * @param threshold fewest members who can open a total together, more than half of them
 * @param minParties fewest members whose vectors make a total, at least the threshold: with fewer
 *     left no total is wanted, though one could be opened
 */
public record SumGroup(
    RunId run, int epoch, List<PartyId> members, PartyId summing, int threshold, int minParties) {
  /** Name of the protocol, part of every derived key. */
  public static final String SUITE = "secagg-2";

  public SumGroup {
    members = List.copyOf(members);
    int count = members.size();
    if (count < 2
        || count > ShamirSharing.MAX_PARTIES
        || members.stream().distinct().count() != count) {
      throw new IllegalArgumentException(
          "members must be 2 to 100 different parties. Provided value: " + members);
    }
    if (2 * threshold <= count || threshold > count) {
      throw new IllegalArgumentException(
          "threshold must be more than half of %d members and at most all. Provided value: %d"
              .formatted(count, threshold));
    }
    if (minParties < threshold || minParties > count) {
      throw new IllegalArgumentException(
          "fewest parties of a total must be the threshold, %d, to %d. Provided value: %d"
              .formatted(threshold, count, minParties));
    }
    if (epoch < 0) {
      throw new IllegalArgumentException("epoch must be at least 0. Provided value: " + epoch);
    }
  }

  /** A group in which a total is wanted whenever it can be opened. */
  public SumGroup(RunId run, int epoch, List<PartyId> members, PartyId summing, int threshold) {
    this(run, epoch, members, summing, threshold, threshold);
  }

  /** Whether sums go on without a member that is lost. */
  public boolean goesOn() {
    return minParties < members.size();
  }

  /** Number of members. */
  int size() {
    return members.size();
  }

  /** A member's place in job order. */
  int index(PartyId member) {
    int index = members.indexOf(member);
    if (index < 0) {
      throw new IllegalArgumentException(
          "member must be one of " + members + ". Provided value: " + member);
    }
    return index;
  }

  byte[] digest() {
    byte[][] parts = new byte[members.size() + 3][];
    parts[0] = utf8(run.value());
    parts[1] = ByteBuffer.allocate(12).putInt(epoch).putInt(threshold).putInt(minParties).array();
    parts[2] = utf8(summing.name());
    for (int i = 0; i < members.size(); i++) {
      parts[i + 3] = utf8(members.get(i).name());
    }
    return SeedTree.digest(SUITE + " group", parts);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
