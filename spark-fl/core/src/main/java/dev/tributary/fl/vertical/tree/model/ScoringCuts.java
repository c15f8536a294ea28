package dev.tributary.fl.vertical.tree.model;

import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.tree.SplitRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The coarsest bins on which a set of rules can be answered. */
final class ScoringCuts {
  private ScoringCuts() {}

  /** One feature per name in the rules, sorted; every one has a missing bin. */
  static FeatureCuts of(List<SplitRule> rules) {
    Map<String, TreeSet<Double>> thresholds = new TreeMap<>();
    for (SplitRule rule : rules) {
      TreeSet<Double> ofFeature =
          thresholds.computeIfAbsent(rule.feature(), name -> new TreeSet<>());
      // -Infinity is a cut like any other: it parts the values -Infinity from all above.
      if (rule.threshold() < Double.POSITIVE_INFINITY) {
        ofFeature.add(rule.threshold());
      }
    }
    double[][] cuts = new double[thresholds.size()][];
    int f = 0;
    for (TreeSet<Double> ofFeature : thresholds.values()) {
      cuts[f++] = ofFeature.stream().mapToDouble(Double::doubleValue).toArray();
    }
    boolean[] missing = new boolean[cuts.length];
    Arrays.fill(missing, true);
    return new FeatureCuts(new ArrayList<>(thresholds.keySet()), cuts, missing);
  }
}
