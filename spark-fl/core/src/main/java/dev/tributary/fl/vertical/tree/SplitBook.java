package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.model.FeatureImportance;
import dev.tributary.fl.vertical.tree.message.RoundMessage;
import dev.tributary.fl.vertical.tree.model.FeatureTreeModel;
import dev.tributary.fl.vertical.tree.model.SplitRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A feature party's split ids: numbers in the order in which its candidates were first chosen,
 * which the label party knows anyway.
 */
final class SplitBook {
  private final Map<Integer, Integer> idOfCandidate = new HashMap<>();
  private final List<SplitRule> rules = new ArrayList<>();

  /** The id of a candidate's split, given out if it is new. */
  int idOf(int candidate, SplitRule rule) {
    Integer known = idOfCandidate.putIfAbsent(candidate, rules.size());
    if (known != null) {
      return known;
    }
    rules.add(rule);
    return rules.size() - 1;
  }

  int size() {
    return rules.size();
  }

  /** Keeps the splits that are in use. */
  FeatureResult result(List<RoundMessage.SplitUse> uses) {
    List<FeatureTreeModel.FeatureSplit> kept = new ArrayList<>();
    Map<String, FeatureImportance> importances = new LinkedHashMap<>();
    for (RoundMessage.SplitUse use : uses) {
      SplitRule rule = rules.get(use.split());
      kept.add(new FeatureTreeModel.FeatureSplit(use.split(), rule));
      Importances.add(importances, rule.feature(), use.gain(), use.cover(), use.frequency());
    }
    return new FeatureResult(
        new FeatureTreeModel(FeatureTreeModel.FORMAT, kept), Importances.sorted(importances));
  }
}
