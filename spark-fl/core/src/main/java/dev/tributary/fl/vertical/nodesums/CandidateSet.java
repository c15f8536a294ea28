package dev.tributary.fl.vertical.nodesums;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;

/** The candidates that take part in a round, by id; the others' columns were not drawn. */
public final class CandidateSet implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int candidates;
  private final BitSet members;

  private CandidateSet(int candidates, BitSet members) {
    this.candidates = candidates;
    this.members = members;
  }

  /** All of {@code candidates} ids. */
  public static CandidateSet all(int candidates) {
    BitSet members = new BitSet(candidates);
    members.set(0, candidates);
    return new CandidateSet(candidates, members);
  }

  /**
   * @param members ids below {@code candidates}
   */
  public static CandidateSet of(int candidates, BitSet members) {
    if (members.length() > candidates) {
      throw new IllegalArgumentException(
          "ids must be below " + candidates + ". Provided value: " + (members.length() - 1));
    }
    return new CandidateSet(candidates, (BitSet) members.clone());
  }

  /** Number of ids that could be members. */
  public int candidates() {
    return candidates;
  }

  public boolean contains(int candidate) {
    return members.get(candidate);
  }

  /** Members among the ids {@code from .. to - 1}. */
  public int count(int from, int to) {
    return members.get(from, to).cardinality();
  }

  /** The first member at or after {@code from}, or -1. */
  public int next(int from) {
    return members.nextSetBit(from);
  }

  /** One bit per id, lowest first, {@code ceil(candidates / 8)} bytes. */
  public byte[] toBytes() {
    return Arrays.copyOf(members.toByteArray(), (candidates + 7) / 8);
  }
}
