package dev.tributary.fl.vertical.tree.model;

import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.tree.SplitRule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A feature party's part of a boosted model: the splits of its features under opaque ids.
 *
 * @param format {@link #FORMAT}
 * @param splits ids are distinct
 */
public record FeatureTreeModel(int format, List<FeatureSplit> splits) {
  /** The format that this release writes. */
  public static final int FORMAT = 1;

  public FeatureTreeModel {
    ModelJson.requireFormat("feature model", format, FORMAT);
    splits = List.copyOf(splits);
    Set<Integer> ids = new HashSet<>();
    for (FeatureSplit split : splits) {
      if (!ids.add(split.id())) {
        throw new IllegalArgumentException(
            "split ids must be distinct. Provided value: " + split.id());
      }
    }
  }

  /** How the party bins its columns to score: just the thresholds that the trees use. */
  public FeatureCuts scoringCuts() {
    return ScoringCuts.of(splits.stream().map(FeatureSplit::rule).toList());
  }

  /**
   * One split.
   *
   * @param id opaque, as in the label party's model
   * @param rule what it means
   */
  public record FeatureSplit(int id, SplitRule rule) {}
}
