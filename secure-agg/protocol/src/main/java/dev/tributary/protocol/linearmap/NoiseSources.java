package dev.tributary.protocol.linearmap;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the noise of a block's candidates comes from. A source is a set of samples, whichever
 * column it is of, and a set and its complement are one source with opposite signs. A threshold
 * with missing values right has the noise of its left samples; with missing values left it has that
 * and the noise of the missing ones.
 *
 * <p>So all candidates of a column are functions of one noisy number a value bin and the total,
 * which the vector owner knows: no combination of them has less noise on the people of a bin, or on
 * the missing ones, than was agreed. And columns that are missing for the same people, or that are
 * the same, tell no more than one of them. Secret of the matrix owner.
 */
public final class NoiseSources implements Serializable {
  private static final long serialVersionUID = 1L;

  /** By row: 1 and more the source before it, below 0 with the opposite sign, 0 for none. */
  private final int[] first;

  private final int[] second;

  private NoiseSources(int[] first, int[] second) {
    this.first = first;
    this.second = second;
  }

  /**
   * Numbers the sources of all blocks of a matrix.
   *
   * @param tags by block, of {@link MatrixOwnerBlock#sampleTags}
   */
  public static List<NoiseSources> of(List<long[]> tags) {
    Map<Long, Integer> numbers = new HashMap<>();
    List<NoiseSources> blocks = new ArrayList<>();
    for (long[] block : tags) {
      int[] first = new int[block.length / 2];
      int[] second = new int[first.length];
      for (int row = 0; row < first.length; row++) {
        first[row] = signed(block[2 * row], numbers);
        second[row] = signed(block[2 * row + 1], numbers);
      }
      blocks.add(new NoiseSources(first, second));
    }
    return blocks;
  }

  private static int signed(long tag, Map<Long, Integer> numbers) {
    if (tag == SampleTags.NONE) {
      return 0;
    }
    Integer known = numbers.putIfAbsent(SampleTags.source(tag), numbers.size());
    int number = 1 + (known == null ? numbers.size() - 1 : known);
    return SampleTags.isComplement(tag) ? -number : number;
  }

  /** The sources of some rows. */
  public NoiseSources rows(int[] kept) {
    int[] firstKept = new int[kept.length];
    int[] secondKept = new int[kept.length];
    for (int i = 0; i < kept.length; i++) {
      firstKept[i] = first[kept[i]];
      secondKept[i] = second[kept[i]];
    }
    return new NoiseSources(firstKept, secondKept);
  }

  int rows() {
    return first.length;
  }

  int first(int row) {
    return first[row];
  }

  int second(int row) {
    return second[row];
  }

  @Override
  public String toString() {
    return "NoiseSources[" + first.length + " rows]";
  }
}
