package dev.tributary.fl.align;

import dev.tributary.fl.training.Parameter;
import dev.tributary.fl.training.Range;
import dev.tributary.protocol.psi.IdNormalization;
import java.io.Serializable;
import java.util.List;

/**
 * What the job says about alignment, the same at all parties.
 *
 * @param keyColumns the id's columns at this party, in the job's order; names may differ between
 *     parties, the number may not
 * @param minIntersection fewest common ids that the parties accept, {@link #MIN_INTERSECTION}; a
 *     small intersection tells much about each of its members
 * @param normalization what is done to ids before they are compared ({@code align.normalize})
 */
public record AlignmentParameters(
    List<String> keyColumns, long minIntersection, IdNormalization normalization)
    implements Serializable {
  /** Fewer common people are no basis for a model, and could be known one by one. */
  public static final Parameter<Long> MIN_INTERSECTION =
      new Parameter<>(
          "min-intersection",
          "minIntersection",
          Long.class,
          "fewest common rows that this party accepts",
          Range.between(1, Integer.MAX_VALUE),
          100L);

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
    MIN_INTERSECTION.require(minIntersection);
  }
}
