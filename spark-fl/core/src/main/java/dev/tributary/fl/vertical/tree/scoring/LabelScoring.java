package dev.tributary.fl.vertical.tree.scoring;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.fl.tree.SplitRule;
import dev.tributary.fl.tree.Tree;
import dev.tributary.fl.tree.TreeNode;
import dev.tributary.fl.vertical.tree.SplitBitmaps;
import dev.tributary.fl.vertical.tree.message.BitmapsMessage;
import dev.tributary.fl.vertical.tree.message.Steps;
import dev.tributary.fl.vertical.tree.model.LabelTreeModel;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.StepAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Walks the trees of a model over bitmaps, batch by batch. */
final class LabelScoring {
  private final FederatedSession session;
  private final LabelTreeModel model;
  private final int rows;
  private final Map<String, Set<Integer>> foreign;
  private final List<SplitRule> ownRules;
  private final RuleBitmaps own;
  private final Map<SplitRule, Integer> ownIndex = new HashMap<>();
  private final double[][] scores;

  /**
   * @param foreign split ids by party, in job order
   */
  LabelScoring(
      FederatedSession session,
      LabelTreeModel model,
      int rows,
      Shards<BinnedBlock> matrix,
      Map<String, Set<Integer>> foreign) {
    this.session = session;
    this.model = model;
    this.rows = rows;
    this.foreign = foreign;
    this.ownRules = FederatedScoring.ownRules(model);
    this.own = RuleBitmaps.of(matrix, rows, ownRules);
    for (int i = 0; i < ownRules.size(); i++) {
      ownIndex.put(ownRules.get(i), i);
    }
    this.scores = new double[model.classes()][rows];
  }

  double[][] run() {
    for (int k = 0; k < scores.length; k++) {
      Arrays.fill(scores[k], model.baseScores().get(k));
    }
    foreign.forEach(
        (party, splits) -> {
          byte[] request = new ScoreRequest(rows, FederatedScoring.ids(splits)).encode();
          session.exchange().send(session.to(new PartyId(party), 0, Steps.SCORE_REQUEST), request);
        });
    List<PartyBatches> parties = new ArrayList<>();
    foreign.forEach((party, splits) -> parties.add(new PartyBatches(party, splits)));
    // Parties with few splits have longer batches; rows are scored in steps of the shortest.
    ScoringBatches steps = ScoringBatches.of(rows, mostSplits());
    for (int step = 0; step < steps.count(); step++) {
      scoreRows(steps.start(step), steps.end(step), parties);
    }
    return scores;
  }

  private int mostSplits() {
    int most = ownRules.size();
    for (Set<Integer> splits : foreign.values()) {
      most = Math.max(most, splits.size());
    }
    return most;
  }

  private void scoreRows(int from, int to, List<PartyBatches> parties) {
    byte[][] ownBitmaps = own.compute(from, to);
    for (int row = from; row < to; row++) {
      for (List<Tree> round : model.rounds()) {
        for (int k = 0; k < scores.length; k++) {
          scores[k][row] += walk(round.get(k), row, row - from, ownBitmaps, parties);
        }
      }
    }
  }

  private double walk(
      Tree tree, int row, int ownRow, byte[][] ownBitmaps, List<PartyBatches> parties) {
    TreeNode node = tree.nodes().get(0);
    while (!node.terminal()) {
      boolean left;
      if (node.rule() != null) {
        left = SplitBitmaps.left(ownBitmaps[ownIndex.get(node.rule())], ownRow);
      } else {
        left = party(parties, node.party()).left(node.split(), row);
      }
      node = tree.nodes().get(left ? node.left() : node.right());
    }
    return node.weight();
  }

  private static PartyBatches party(List<PartyBatches> parties, String name) {
    for (PartyBatches party : parties) {
      if (party.name.equals(name)) {
        return party;
      }
    }
    throw new IllegalStateException(name);
  }

  /** One party's bitmaps of the batch that was asked for last. */
  private final class PartyBatches {
    private final String name;
    private final int[] ids;
    private final ScoringBatches batches;
    private int batch = -1;
    private byte[][] bitmaps;

    PartyBatches(String name, Set<Integer> splits) {
      this.name = name;
      this.ids = FederatedScoring.ids(splits);
      this.batches = ScoringBatches.of(rows, ids.length);
    }

    boolean left(int split, int row) {
      int wanted = row / batches.batchRows();
      if (wanted != batch) {
        bitmaps = receive(wanted);
        batch = wanted;
      }
      int at = Arrays.binarySearch(ids, split);
      return SplitBitmaps.left(bitmaps[at], row - batches.start(batch));
    }

    private byte[][] receive(int wanted) {
      int count = batches.end(wanted) - batches.start(wanted);
      PartyId party = new PartyId(name);
      StepAddress step = session.from(party, wanted, Steps.SCORE_BITMAPS);
      BitmapsMessage message =
          PeerMessages.receive(
              session,
              step,
              BitmapsMessage.maxLength(ids.length, count),
              b -> BitmapsMessage.decode(b, ids.length, count));
      if (!Arrays.equals(message.splitIds(), ids)) {
        throw FederationException.peer(party, "answered other splits at %s than asked", step);
      }
      return message.bitmaps();
    }
  }
}
