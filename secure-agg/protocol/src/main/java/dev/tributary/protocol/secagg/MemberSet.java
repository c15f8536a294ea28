package dev.tributary.protocol.secagg;

import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Some of the members of a {@link SumGroup}, by their places in job order. Immutable. */
public final class MemberSet {
  private final int of;
  private final BitSet places;

  private MemberSet(int of, BitSet places) {
    this.of = of;
    this.places = places;
  }

  /** Those of {@code of} members for whom {@code chosen} holds. */
  static MemberSet where(int of, IntPredicate chosen) {
    BitSet places = new BitSet(of);
    IntStream.range(0, of).filter(chosen).forEach(places::set);
    return new MemberSet(of, places);
  }

  /**
   * Reads the bits of {@link #toBytes}.
   *
   * @throws MalformedMessageException if the length is another or a bit beyond the last is set
   */
  static MemberSet fromBytes(byte[] bytes, int of) {
    BitSet places = BitSet.valueOf(bytes);
    if (bytes.length != length(of) || places.length() > of) {
      throw new MalformedMessageException("a set of " + of + " members must have a bit for each");
    }
    return new MemberSet(of, places);
  }

  /** Bytes of a set of that many members. */
  static int length(int of) {
    return (of + 7) / 8;
  }

  public int size() {
    return places.cardinality();
  }

  /** The members' names, in job order. */
  public List<PartyId> parties(SumGroup group) {
    return indices().mapToObj(group.members()::get).toList();
  }

  boolean contains(int index) {
    return places.get(index);
  }

  boolean isIn(MemberSet other) {
    return other.of == of && indices().allMatch(other::contains);
  }

  MemberSet without(MemberSet other) {
    return where(of, i -> contains(i) && !other.contains(i));
  }

  IntStream indices() {
    return places.stream();
  }

  byte[] toBytes() {
    byte[] bytes = new byte[length(of)];
    byte[] set = places.toByteArray();
    System.arraycopy(set, 0, bytes, 0, set.length);
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MemberSet that && of == that.of && places.equals(that.places);
  }

  @Override
  public int hashCode() {
    return 31 * of + places.hashCode();
  }

  @Override
  public String toString() {
    return places.toString();
  }
}
