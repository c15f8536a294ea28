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
 * @param maxIds most ids that a party may bring, {@link #MAX_IDS}; {@link #ANY_IDS} for no limit
 * @param normalization what is done to ids before they are compared ({@code align.normalize})
 */
public record AlignmentParameters(
    List<String> keyColumns, long minIntersection, long maxIds, IdNormalization normalization)
    implements Serializable {
  /** No limit but that of the messages. */
  public static final long ANY_IDS = Long.MAX_VALUE;

  /** Fewer common people are no basis for a model, and could be known one by one. */
  public static final Parameter<Long> MIN_INTERSECTION =
      new Parameter<>(
          "min-intersection",
          "minIntersection",
          Long.class,
          "fewest common rows that this party accepts",
          Range.between(1, Integer.MAX_VALUE),
          100L);

  /** Whoever brings every id that there can be finds out all that the others have. */
  public static final Parameter<Long> MAX_IDS =
      new Parameter<>(
          "max-ids",
          "maxIds",
          Long.class,
          "most ids that a party may bring",
          Range.between(1, ANY_IDS),
          null);

  /** Ids as they are, and any number of them. */
  public AlignmentParameters(List<String> keyColumns, long minIntersection) {
    this(keyColumns, minIntersection, ANY_IDS, IdNormalization.none());
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
    MAX_IDS.require(maxIds);
  }
}
