package dev.tributary.fl.spark.horizontal.stats;

import dev.tributary.fl.horizontal.stats.TableFigures;
import dev.tributary.fl.model.ModelJson;
import java.util.List;

/**
 * What a party has after a run: the figures of all rows, which every party has, and of its own.
 *
 * @param format {@link #FORMAT}
 * @param levels of the quantiles
 * @param leastCount joint figures that rest on fewer values are null
 * @param joint of the rows of all parties
 * @param own of this party's, which no other has
 */
public record PartyProfile(
    int format, List<Double> levels, long leastCount, TableFigures joint, TableFigures own) {
  /** The format that this release writes. */
  public static final int FORMAT = 1;

  public PartyProfile {
    ModelJson.requireFormat("profile", format, FORMAT);
    levels = List.copyOf(levels);
  }
}
