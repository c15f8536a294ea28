package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.crypto.random.SecureSource;
import dev.tributary.fl.horizontal.privacy.ClippedWords;
import dev.tributary.fl.horizontal.privacy.NoisyCuts;
import dev.tributary.fl.horizontal.privacy.NoisySum;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.horizontal.sum.SameTerms;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.SumOfAll;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.training.RoundReport;
import dev.tributary.fl.tree.Tree;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Boosts trees on all parties' rows with differential privacy for single rows. Splits are drawn at
 * random from cuts that are told with noise, so that a tree spends its budget on its leaves alone,
 * in one sum, and a row is in one leaf of it: totally random trees with Newton leaves, of what
 * Maddock and others compare the best (Federated boosted decision trees with differential privacy,
 * CCS 2022). Histograms by which splits are chosen would take a sum a level, in which every row is
 * in as many bins as there are columns.
 */
public final class PrivateGbt {
  /** Deviations by which a label is off whose gradient is a unit. */
  private static final double UNUSUAL = 2;

  private PrivateGbt() {}

  /**
   * Trains; the same model at all parties.
   *
   * @param rows this party's, as {@link RowRules} has them, without weights; closed in the end
   * @param sum stays open; noise is added here, to all sums but the one that compares terms
   * @param source of this party's noise
   * @throws FederationException USER, at all parties alike, where terms differ or the noise hides
   *     the rows; at the party alone if it has no rows; PEER where a party is left out of a sum
   */
  public static BoostingFit fit(
      RawRows rows,
      SecureSum sum,
      BoostingSettings settings,
      BoostingPrivacy privacy,
      SecureSource source,
      Progress progress) {
    try (rows) {
      BoostingPrivacy.check(settings);
      List<String> features = rows.features();
      if (features.isEmpty()) {
        throw FederationException.user("there are no columns to learn from");
      }
      SumOfAll all =
          new SumOfAll(sum, "trees are of the same people from the first sum to the last");
      SameTerms.require(all, "gbdt-terms", features + "; " + settings + "; " + privacy);
      PrivacyPlan plan = privacy.plan(settings, features.size());
      NoisySum noisy = new NoisySum(all, plan, source);
      NoisyCuts found =
          NoisyCuts.of(
              rows.training(),
              noisy,
              plan,
              BoostingPrivacy.columns(settings.objective(), features.size()),
              features,
              settings.binning().bins());
      Rounds rounds = new Rounds(noisy, plan, settings, privacy, found, progress);
      double[] base = base(settings.objective(), found);
      try (BinnedRows binned = rows.binned(found.cuts())) {
        binned.start(base);
        List<List<Tree>> trees = rounds.run(binned);
        BoostedModel model =
            new BoostedModel(
                BoostedModel.FORMAT,
                settings.objective().name(),
                settings.objective().classes(),
                features,
                Arrays.stream(base).boxed().toList(),
                trees);
        return new BoostingFit(
            model, found.rows(), 0, rounds.reports, all.sums(), all.words(), all.parties());
      }
    }
  }

  private static double[] base(Objective objective, NoisyCuts found) {
    if (found.classes().length == 0 && !(found.labelVariance() > 0)) {
      throw FederationException.user(
          "the labels of all parties show no spread above the noise: there is nothing to learn");
    }
    double[] labels = {found.labelMean()};
    double[] weights = {1};
    if (found.classes().length > 0) {
      labels = IntStream.range(0, found.classes().length).asDoubleStream().toArray();
      weights = found.classes();
    }
    return objective.baseScores(labels, weights, labels.length);
  }

  /** The rounds of one training. */
  private static final class Rounds {
    private final SecureSum sum;
    private final PrivacyPlan plan;
    private final BoostingSettings settings;
    private final ClippedWords clipped;
    private final NoisyCuts found;
    private final Progress progress;
    private final List<RoundReport> reports = new ArrayList<>();

    Rounds(
        SecureSum sum,
        PrivacyPlan plan,
        BoostingSettings settings,
        BoostingPrivacy privacy,
        NoisyCuts found,
        Progress progress) {
      this.sum = sum;
      this.plan = plan;
      this.settings = settings;
      this.clipped = privacy.clipped(settings.objective());
      this.found = found;
      this.progress = progress;
    }

    List<List<Tree>> run(BinnedRows rows) {
      double[] units = units();
      // An algorithm that Java specifies, so that all parties draw alike; one for all rounds, since
      // the first draws of neighbouring seeds are alike.
      Random random = new Random(settings.sample().seed());
      List<List<Tree>> trees = new ArrayList<>();
      for (int round = 0; round < settings.trees(); round++) {
        long start = System.nanoTime();
        List<RandomTree> drawn =
            IntStream.range(0, settings.objective().classes())
                .mapToObj(k -> RandomTree.draw(found.cuts(), settings.depth(), random))
                .toList();
        trees.add(weighed(drawn, rows, units));
        rows.add(drawn.stream().map(RandomTree::bins).toList());
        RoundReport report =
            new RoundReport(
                round, settings.trees(), Double.NaN, Double.NaN, (System.nanoTime() - start) / 1e9);
        reports.add(report);
        progress.round(report);
      }
      return trees;
    }

    /**
     * Of gradients and hessians: of classes 1, since they have a bound; of numbers those of a label
     * that is off by so much where all are predicted their mean. No exponential is in them, which
     * machines need not round alike.
     */
    private double[] units() {
      if (settings.objective().isClassification()) {
        return new double[] {1, 1};
      }
      double hessian = settings.objective().hessianAtMean(found.labelMean());
      return new double[] {UNUSUAL * Math.sqrt(found.labelVariance()), hessian};
    }

    private List<Tree> weighed(List<RandomTree> drawn, BinnedRows rows, double[] units) {
      int leaves = 1 << settings.depth();
      long[] own =
          rows.sum(
              new LeafKernel(settings.objective(), clipped, drawn, leaves, units[0], units[1]));
      Total total = sum.total(BoostingPrivacy.LEAVES, Arrays.copyOfRange(own, 1, own.length));
      double unit = clipped.unit();
      double doubt =
          plan.deviation(BoostingPrivacy.LEAVES, total.parties().size()) * unit * units[1];
      List<Tree> trees = new ArrayList<>();
      for (int k = 0; k < drawn.size(); k++) {
        double[] gradients = new double[leaves];
        double[] hessians = new double[leaves];
        for (int leaf = 0; leaf < leaves; leaf++) {
          int at = 2 * (k * leaves + leaf);
          gradients[leaf] = total.words()[at] * unit * units[0];
          hessians[leaf] = total.words()[at + 1] * unit * units[1];
        }
        trees.add(
            drawn
                .get(k)
                .finish(
                    gradients,
                    hessians,
                    doubt,
                    settings.splits().penalty(),
                    settings.learningRate(),
                    found.cuts()));
      }
      return trees;
    }
  }
}
