package dev.tributary.fl.align;

import dev.tributary.protocol.psi.IdNormalization;
import java.io.Serializable;
import java.util.List;

/**
 * What the job says about alignment, the same at all parties.
 *
 * @param keyColumns the id's columns at this party, in the job's order; names may differ between
 *     parties, the number may not
 * @param minIntersection fewest common ids that the parties accept, at least 1 ({@code
 *     align.min-intersection}); a small intersection tells much about each of its members
 * @param normalization what is done to ids before they are compared ({@code align.normalize})
 */
public record AlignmentParameters(
    List<String> keyColumns, long minIntersection, IdNormalization normalization)
    implements Serializable {
  /** Where the job says nothing. */
  public static final long DEFAULT_MIN_INTERSECTION = 100;

  /** Ids as they are. */
  public AlignmentParameters(List<String> keyColumns, long minIntersection) {
    this(keyColumns, minIntersection, IdNormalization.none());
  }

  public AlignmentParameters {
    keyColumns = List.copyOf(keyColumns);
    if (keyColumns.isEmpty()
        || keyColumns.size() > 255
        || keyColumns.stream().distinct().count() != keyColumns.size()) {
      throw new IllegalArgumentException(
          "key columns must be 1 to 255 distinct names. Provided value: " + keyColumns);
    }
    if (minIntersection < 1) {
      throw new IllegalArgumentException(
          "minimum intersection must be at least 1. Provided value: " + minIntersection);
    }
  }
}
