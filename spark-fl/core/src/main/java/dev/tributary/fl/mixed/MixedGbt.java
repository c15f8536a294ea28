package dev.tributary.fl.mixed;

import dev.tributary.fl.data.ParallelCalls;
import dev.tributary.fl.data.SummedRows;
import dev.tributary.fl.horizontal.stats.JointCuts;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.training.GivenBitmaps;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.tree.FeatureResult;
import dev.tributary.fl.vertical.tree.PartyColumns;
import dev.tributary.fl.vertical.tree.TrainingResult;
import dev.tributary.fl.vertical.tree.TrainingRows;
import dev.tributary.fl.vertical.tree.TreeParameters;
import dev.tributary.fl.vertical.tree.VerticalGbt;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Trees of several label parties, each with feature parties of its own or shared ones: the way in
 * for each role. The protocol of vertical trees runs inside every group; the label parties add up
 * what it tells each of them, choose the same splits and end with the same trees, whose splits each
 * group's feature parties keep.
 *
 * <p>All parties first agree on columns ({@code SharedColumns}) and cuts with those that hold the
 * same: the label parties among themselves, the feature parties of every slot likewise. Errors are
 * {@link FederationException}s, after which the caller aborts the run.
 */
public final class MixedGbt {
  /** Columns whose magnitude label parties need: label and weight. */
  private static final int BESIDE = 2;

  /** Said where a party of a sum is lost. */
  public static final String NEEDS_ALL =
      "trees are of the same people from the first sum to the last";

  private MixedGbt() {}

  /**
   * Cuts of the label parties' own columns.
   *
   * @param sum over the label parties, the same every time
   * @param own rows that train: the columns, then label and weight, as they count in the training
   * @param names of the columns; may be none
   */
  public static JointCuts labelCuts(
      SecureSum sum, SummedRows own, List<String> names, int bins, int minSideCount) {
    return JointCuts.of(sum, own, names, BESIDE, bins, minSideCount);
  }

  /**
   * Cuts of a slot's columns.
   *
   * @param sum over the slot's parties
   * @param own rows that train, those of every group that the party serves one after the other
   */
  public static JointCuts slotCuts(
      SecureSum sum, SummedRows own, List<String> names, int bins, int minSideCount) {
    return JointCuts.of(sum, own, names, 0, bins, minSideCount);
  }

  /**
   * A label party's part, in the session of its group.
   *
   * @param secret what this party's rows are drawn from
   * @param own columns cut as {@link #labelCuts} says
   * @param sum over the label parties, the same as that of the cuts
   * @param cuts of the columns
   * @param map the job's cipher
   * @return the model's splits are kept by the feature parties of this group
   */
  public static TrainingResult train(
      FederatedSession group,
      TreeParameters parameters,
      SamplingSecret secret,
      Objective objective,
      TrainingRows own,
      SecureSum sum,
      JointCuts cuts,
      LinearMap map,
      Progress progress) {
    return VerticalGbt.train(
        group,
        parameters,
        new LabelDraws(parameters, secret),
        objective,
        own,
        new PooledRows(sum, cuts),
        map,
        progress);
  }

  /**
   * What a feature party serves one label party with.
   *
   * @param session of the group
   * @param columns over the group's common rows, cut and dealt as the slot agreed
   */
  public record Served(FederatedSession session, PartyColumns columns) {}

  /**
   * A feature party's part, until all label parties that it serves end the training: for each the
   * vertical protocol, at the same time.
   *
   * @param classes trees of a round as in the job, 1 but for multiclass
   * @param groups one or more
   * @param key the slot's
   * @param map makes the job's cipher, one for every group; called from several threads
   * @param told what was given away in the end to which label party, also where the training fails;
   *     called from several threads
   * @return what this party keeps of the model, which is the same for all groups
   */
  public static FeatureResult serve(
      TreeParameters parameters,
      int classes,
      List<Served> groups,
      SlotKey key,
      Supplier<LinearMap> map,
      BiConsumer<PartyId, GivenBitmaps> told) {
    List<FeatureResult> results =
        inEveryGroup(
            groups,
            group ->
                VerticalGbt.serve(
                    group.session(),
                    parameters,
                    classes,
                    key.sampling(parameters),
                    group.columns(),
                    map.get(),
                    key::order,
                    given -> told.accept(group.session().labelParty(), given)));
    return same(groups, results);
  }

  /**
   * A feature party's part in trainings of every group by itself, to compare, where its label party
   * offers one: nothing of these is kept, and each has an order of candidates of its own.
   *
   * @param stage begins the names of their steps
   * @param told what was given away in the end to which label party; called from several threads
   */
  public static void serveAlone(
      TreeParameters parameters,
      int classes,
      String stage,
      List<Served> groups,
      Supplier<LinearMap> map,
      BiConsumer<PartyId, GivenBitmaps> told) {
    inEveryGroup(
        groups,
        group -> {
          FederatedSession alone = group.session().stage(stage);
          return GroupOffer.receive(alone).trains()
              ? VerticalGbt.serve(
                  alone,
                  parameters,
                  classes,
                  SamplingSecret.fresh(),
                  group.columns(),
                  map.get(),
                  given -> told.accept(alone.labelParty(), given))
              : null;
        });
  }

  /** At the same time; the failure that came first ends all. */
  private static List<FeatureResult> inEveryGroup(
      List<Served> groups, Function<Served, FeatureResult> role) {
    AtomicReference<RuntimeException> failure = new AtomicReference<>();
    List<Callable<FeatureResult>> calls = new ArrayList<>();
    for (Served group : groups) {
      calls.add(
          () -> {
            try {
              return role.apply(group);
            } catch (RuntimeException e) {
              failure.compareAndSet(null, e);
              // The other groups wait for this one through their label parties' sums.
              throw group.session().exchange().abort(e);
            }
          });
    }
    try {
      return ParallelCalls.call(calls.size(), calls);
    } catch (RuntimeException e) {
      throw failure.get() == null ? e : failure.get();
    }
  }

  private static FeatureResult same(List<Served> groups, List<FeatureResult> results) {
    FeatureResult first = results.get(0);
    for (int g = 1; g < results.size(); g++) {
      if (!results.get(g).model().equals(first.model())) {
        throw FederationException.peer(
            groups.get(g).session().labelParty(),
            "kept other splits than %s: label parties that train together keep the same",
            groups.get(0).session().labelParty());
      }
    }
    return first;
  }
}
