package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.model.FeatureImportance;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.RoundReport;
import dev.tributary.fl.tree.Tree;
import dev.tributary.fl.tree.TreeNode;
import dev.tributary.fl.vertical.tree.message.RoundMessage;
import dev.tributary.fl.vertical.tree.model.LabelTreeModel;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what every split of the kept trees was worth, for its owner. */
final class ModelSummary {
  private final PartyId self;
  private final Map<String, FeatureImportance> own = new LinkedHashMap<>();
  private final Map<String, FeatureImportance> byParty = new LinkedHashMap<>();
  private final Map<String, Map<Integer, RoundMessage.SplitUse>> uses = new LinkedHashMap<>();

  private ModelSummary(PartyId self, List<List<Tree>> rounds) {
    this.self = self;
    for (List<Tree> round : rounds) {
      for (Tree tree : round) {
        tree.nodes().forEach(this::add);
      }
    }
  }

  /** Makes the label party's result and tells every feature party about its splits. */
  static TrainingResult conclude(
      LabelRole role,
      PartyId self,
      Objective objective,
      double[] baseScores,
      List<List<Tree>> kept,
      int roundsRun,
      double[][] scores,
      List<RoundReport> reports) {
    ModelSummary summary = new ModelSummary(self, kept);
    List<List<RoundMessage.SplitUse>> uses = new ArrayList<>();
    for (PartyId party : role.parties()) {
      uses.add(
          summary.uses.getOrDefault(party.name(), Map.of()).values().stream()
              .map(RoundMessage.SplitUse::coarse)
              .toList());
    }
    role.finish(roundsRun, uses);
    LabelTreeModel model =
        new LabelTreeModel(
            LabelTreeModel.FORMAT,
            objective.name(),
            objective.classes(),
            Arrays.stream(baseScores).boxed().toList(),
            kept);
    return new TrainingResult(
        model,
        scores,
        List.copyOf(reports),
        Importances.sorted(summary.own),
        Importances.sorted(summary.byParty));
  }

  private void add(TreeNode node) {
    if (node.terminal()) {
      return;
    }
    if (node.rule() != null) {
      Importances.add(own, node.rule().feature(), node.gain(), node.cover(), 1);
      Importances.add(byParty, self.name(), node.gain(), node.cover(), 1);
      return;
    }
    Importances.add(byParty, node.party(), node.gain(), node.cover(), 1);
    uses.computeIfAbsent(node.party(), p -> new TreeMap<>())
        .merge(
            node.split(),
            new RoundMessage.SplitUse(node.split(), 1, node.gain(), node.cover()),
            (a, b) ->
                new RoundMessage.SplitUse(
                    a.split(),
                    a.frequency() + b.frequency(),
                    a.gain() + b.gain(),
                    a.cover() + b.cover()));
  }
}
