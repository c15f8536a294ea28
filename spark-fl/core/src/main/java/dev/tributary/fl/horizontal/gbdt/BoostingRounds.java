package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.horizontal.exact.WideTotals;
import dev.tributary.fl.horizontal.sum.SumOfAll;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.training.RoundReport;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.fl.tree.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The boosting rounds of one training: one tree per class each, then the loss. */
final class BoostingRounds {
  private final BinnedRows rows;
  private final SumOfAll sum;
  private final BoostingSettings settings;
  private final FeatureCuts cuts;
  private final LabelTotals totals;
  private final DerivativeScale scale;
  private final SamplingSecret secret;
  private final long mostOnDriver;
  private final Progress progress;
  private final List<List<Tree>> trees = new ArrayList<>();
  private final List<RoundReport> reports = new ArrayList<>();
  private double bestLoss = Double.POSITIVE_INFINITY;
  private int bestRounds;

  BoostingRounds(
      BinnedRows rows,
      SumOfAll sum,
      BoostingSettings settings,
      FeatureCuts cuts,
      LabelTotals totals,
      DerivativeScale scale,
      SamplingSecret secret,
      long mostOnDriver,
      Progress progress) {
    this.rows = rows;
    this.sum = sum;
    this.settings = settings;
    this.cuts = cuts;
    this.totals = totals;
    this.scale = scale;
    this.secret = secret;
    this.mostOnDriver = mostOnDriver;
    this.progress = progress;
  }

  BoostingFit run(double[] baseScores) {
    for (int round = 0; round < settings.trees() && !isStale(); round++) {
      long start = System.nanoTime();
      List<LevelwiseTree> grown = grow(round);
      trees.add(
          grown.stream()
              .map(tree -> tree.finish(settings.splits().penalty(), settings.learningRate()))
              .toList());
      rows.add(grown.stream().map(LevelwiseTree::bins).toList());
      report(round, start);
    }
    BoostedModel model =
        new BoostedModel(
            BoostedModel.FORMAT,
            settings.objective().name(),
            settings.objective().classes(),
            cuts.names(),
            Arrays.stream(baseScores).boxed().toList(),
            trees.subList(0, stops() ? bestRounds : trees.size()));
    return new BoostingFit(
        model, totals.rows(), totals.validation(), reports, sum.sums(), sum.words(), sum.parties());
  }

  private List<LevelwiseTree> grow(int round) {
    HistogramLayout layout = HistogramLayout.ofRound(cuts, settings.sample(), round);
    LevelSearch search =
        new LevelSearch(
            rows,
            sum,
            new LevelNodes.Round(
                settings.objective(), scale, layout, RowDraw.of(settings.sample(), secret, round)),
            settings.splits(),
            mostOnDriver);
    List<LevelwiseTree> forest =
        IntStream.range(0, settings.objective().classes())
            .mapToObj(k -> new LevelwiseTree(cuts, layout, scale))
            .toList();
    for (int level = 0; level < settings.depth() && isOpen(forest); level++) {
      Map<GrowingNode, LevelSearch.Found> found = search.of(forest);
      forest.forEach(tree -> tree.split(found));
    }
    return forest;
  }

  private static boolean isOpen(List<LevelwiseTree> forest) {
    return forest.stream().anyMatch(tree -> !tree.open().isEmpty());
  }

  private void report(int round, long start) {
    double[] losses =
        WideTotals.of(sum, "gbdt-loss", rows.sum(new BoostedLossKernel(settings.objective())));
    double training = settings.objective().lossOfMean(losses[0] / totals.weight());
    double validation = Double.NaN;
    if (totals.validation() > 0) {
      validation = settings.objective().lossOfMean(losses[1] / totals.validationWeight());
      if (validation < bestLoss || bestRounds == 0) {
        bestLoss = validation;
        bestRounds = round + 1;
      }
    }
    RoundReport report =
        new RoundReport(
            round, settings.trees(), training, validation, (System.nanoTime() - start) / 1e9);
    reports.add(report);
    progress.round(report);
  }

  private boolean stops() {
    return settings.earlyStoppingRounds() > 0 && totals.validation() > 0;
  }

  private boolean isStale() {
    return stops() && trees.size() - bestRounds >= settings.earlyStoppingRounds();
  }
}
