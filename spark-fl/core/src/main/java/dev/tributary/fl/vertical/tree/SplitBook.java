package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.model.FeatureImportance;
import dev.tributary.fl.training.GivenBitmaps;
import dev.tributary.fl.tree.SplitRule;
import dev.tributary.fl.vertical.tree.message.RoundMessage;
import dev.tributary.fl.vertical.tree.model.FeatureTreeModel;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A feature party's split ids: numbers in the order in which its candidates were first chosen,
 * which the label party knows anyway. Every id is a bitmap that was given away, so their number is
 * the training's budget; a candidate that is chosen again tells nothing new and costs nothing.
 */
final class SplitBook {
  private final Map<Integer, Integer> idOfCandidate = new HashMap<>();
  private final List<SplitRule> rules = new ArrayList<>();
  private final PartyId label;
  private final long most;
  private int keptByLabel;

  /**
   * @param label whose fault it is when the budget is spent
   * @param most splits that the training's trees have room for
   */
  SplitBook(PartyId label, long most) {
    this.label = label;
    this.most = most;
  }

  /**
   * The id of a candidate's split, given out if it is new.
   *
   * @throws FederationException PEER if that would be one more than the budget
   */
  int idOf(int candidate, SplitRule rule) {
    Integer known = idOfCandidate.get(candidate);
    if (known != null) {
      return known;
    }
    if (rules.size() >= most) {
      throw FederationException.peer(
          label, "asked for more bitmaps than the %d nodes of the job's trees", most);
    }
    idOfCandidate.put(candidate, rules.size());
    rules.add(rule);
    return rules.size() - 1;
  }

  int size() {
    return rules.size();
  }

  /**
   * Keeps the splits that are in use.
   *
   * @param candidates of the party
   */
  FeatureResult result(List<RoundMessage.SplitUse> uses, int candidates) {
    List<FeatureTreeModel.FeatureSplit> kept = new ArrayList<>();
    Map<String, FeatureImportance> importances = new LinkedHashMap<>();
    for (RoundMessage.SplitUse use : uses) {
      SplitRule rule = rules.get(use.split());
      kept.add(new FeatureTreeModel.FeatureSplit(use.split(), rule));
      Importances.add(importances, rule.feature(), use.gain(), use.cover(), use.frequency());
    }
    keptByLabel = kept.size();
    return new FeatureResult(
        new FeatureTreeModel(FeatureTreeModel.FORMAT, kept),
        Importances.sorted(importances),
        given(candidates));
  }

  /**
   * What was given away so far, and is kept by the label party's word.
   *
   * @param candidates of the party
   */
  GivenBitmaps given(int candidates) {
    return new GivenBitmaps(rules.size(), candidates, keptByLabel);
  }
}
