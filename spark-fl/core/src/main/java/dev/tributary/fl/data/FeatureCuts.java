package dev.tributary.fl.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * How a party turns the values of its features into bins. Private to that party: cuts are quantiles
 * of its data.
 *
 * @param names column names, by feature number
 * @param cuts {@code [feature]} strictly ascending; bin {@code b} holds {@code cut[b-1] < x <=
 *     cut[b]}, so a feature has {@code cuts.length + 1} value bins
 * @param missing whether a feature has a missing bin, since training rows lack it
 */
public record FeatureCuts(List<String> names, double[][] cuts, boolean[] missing)
    implements Serializable {
  public FeatureCuts {
    names = List.copyOf(names);
    if (names.size() != cuts.length || cuts.length != missing.length) {
      throw new IllegalArgumentException(
          "names, cuts and missing must have one length. Provided value: "
              + names.size()
              + ", "
              + cuts.length
              + ", "
              + missing.length);
    }
  }

  /** Number of features. */
  public int features() {
    return cuts.length;
  }

  public int valueBins(int feature) {
    return cuts[feature].length + 1;
  }

  /**
   * The bin of a value: the number of cuts below it. NaN is missing: the missing bin where the
   * feature has one, otherwise the last value bin, which goes right at every split.
   */
  public int bin(int feature, double value) {
    if (Double.isNaN(value)) {
      return missing[feature] ? valueBins(feature) : valueBins(feature) - 1;
    }
    int at = Arrays.binarySearch(cuts[feature], value);
    return at >= 0 ? at : -at - 1;
  }
}
