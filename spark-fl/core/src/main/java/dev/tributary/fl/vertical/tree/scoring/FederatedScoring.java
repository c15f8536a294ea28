package dev.tributary.fl.vertical.tree.scoring;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.fl.tree.SplitRule;
import dev.tributary.fl.tree.Tree;
import dev.tributary.fl.tree.TreeNode;
import dev.tributary.fl.vertical.tree.message.BitmapsMessage;
import dev.tributary.fl.vertical.tree.message.Steps;
import dev.tributary.fl.vertical.tree.model.FeatureTreeModel;
import dev.tributary.fl.vertical.tree.model.LabelTreeModel;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.StepAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Scoring across parties: every feature party answers the bitmaps of its splits over the rows to
 * score, the label party walks the trees. Feature parties learn nothing of scores; the label party
 * learns which rows go left at each opaque split.
 *
 * <p>Each party bins its own columns of the rows to score with {@code scoringCuts()} of its part of
 * the model, in blocks of any layout.
 */
public final class FederatedScoring {
  private FederatedScoring() {}

  /**
   * The label party's role.
   *
   * @param rows rows to score, in the common order, at least 1
   * @param own blocks of the own columns binned by {@code model.scoringCuts()}; may have no shard
   * @return raw scores {@code [class][row]}
   */
  public static double[][] score(
      FederatedSession session, LabelTreeModel model, int rows, Shards<BinnedBlock> own) {
    Map<String, Set<Integer>> foreign = new LinkedHashMap<>();
    session.featureParties().forEach(p -> foreign.put(p.name(), new TreeSet<>()));
    for (Tree tree : model.trees()) {
      for (TreeNode node : tree.nodes()) {
        if (node.party() != null) {
          require(foreign, node.party()).add(node.split());
        }
      }
    }
    return new LabelScoring(session, model, rows, own, foreign).run();
  }

  private static Set<Integer> require(Map<String, Set<Integer>> foreign, String party) {
    Set<Integer> splits = foreign.get(party);
    if (splits == null) {
      throw FederationException.user(
          "the model has splits of party %s, which is not in this job; score with the parties of"
              + " the training",
          party);
    }
    return splits;
  }

  /**
   * A feature party's role: answers one request, for just the splits of its own part and the rows
   * that it aligned itself, each once.
   *
   * @param rows rows to score, as at the label party
   * @param features blocks of the columns binned by {@code model.scoringCuts()}; may have no shard
   *     if the model has no split
   * @return splits whose bitmaps were given
   */
  public static int serve(
      FederatedSession session, FeatureTreeModel model, int rows, Shards<BinnedBlock> features) {
    PartyId label = session.labelParty();
    StepAddress step = session.from(label, 0, Steps.SCORE_REQUEST);
    int most = model.splits().size();
    ScoreRequest request =
        PeerMessages.receive(
            session, step, ScoreRequest.maxLength(most), bytes -> ScoreRequest.decode(bytes, most));
    if (request.rows() != rows) {
      throw FederationException.peer(
          label, "wants %d rows scored, this party aligned %d; align again", request.rows(), rows);
    }
    Map<Integer, SplitRule> splits = new TreeMap<>();
    model.splits().forEach(split -> splits.put(split.id(), split.rule()));
    if (!Arrays.equals(request.splits(), ids(splits.keySet()))) {
      throw FederationException.peer(
          label,
          "asks for %d splits that are not the %d of this party's model; use the parts of one"
              + " training",
          request.splits().length,
          splits.size());
    }
    answer(session, splits, rows, features);
    return splits.size();
  }

  private static void answer(
      FederatedSession session,
      Map<Integer, SplitRule> asked,
      int rows,
      Shards<BinnedBlock> features) {
    if (asked.isEmpty()) {
      return;
    }
    int[] ids = asked.keySet().stream().mapToInt(Integer::intValue).toArray();
    RuleBitmaps rules = RuleBitmaps.of(features, rows, List.copyOf(asked.values()));
    ScoringBatches batches = ScoringBatches.of(rows, ids.length);
    for (int batch = 0; batch < batches.count(); batch++) {
      byte[][] bitmaps = rules.compute(batches.start(batch), batches.end(batch));
      session
          .exchange()
          .send(
              session.to(session.labelParty(), batch, Steps.SCORE_BITMAPS),
              new BitmapsMessage(ids, bitmaps).encode());
    }
  }

  /** All rules of the label party's own splits in a model, distinct. */
  static List<SplitRule> ownRules(LabelTreeModel model) {
    return model.trees().stream()
        .flatMap(t -> t.nodes().stream())
        .map(TreeNode::rule)
        .filter(r -> r != null)
        .distinct()
        .toList();
  }

  /** Ids in order as an array. */
  static int[] ids(Set<Integer> splits) {
    return splits.stream().mapToInt(Integer::intValue).sorted().toArray();
  }
}
