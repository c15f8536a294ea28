package dev.tributary.fl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.evaluation.Populations.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UncertaintyTest {
  private static final double TOP = 0.1;

  /** Three standard deviations of a standard error that 1,000 resamples estimate. */
  private static final double OF_THE_BOOTSTRAP = 3 / Math.sqrt(2 * 1000);

  private static Uncertainty of(List<ModelScores> both) {
    return Uncertainty.of(Judge.BINARY, both.get(0), Optional.of(both.get(1)), TOP);
  }

  /**
   * 500 studies of 400 people, 25 % of label 1, with known true differences. Of 500 intervals of 95
   * %, a binomial share within 0.95 +- 4 * 0.0097 covers; at the lower end 2 % more for KS, whose
   * estimate is pulled towards 0 by being a largest distance.
   */
  @ParameterizedTest
  @EnumSource
  void intervalsHoldTheTruthAsOftenAsTheySay(Weights weights) {
    double gap = 1.2;
    double otherGap = 0.8;
    double rate = 0.25;
    Map<Metric, Double> truth = new LinkedHashMap<>();
    truth.put(Metric.AUC, Populations.auc(gap) - Populations.auc(otherGap));
    truth.put(Metric.KS, Populations.ks(gap) - Populations.ks(otherGap));
    truth.put(
        Metric.hitRate(TOP),
        Populations.hitRate(gap, rate, TOP) - Populations.hitRate(otherGap, rate, TOP));
    int studies = 500;
    Map<Metric, Integer> held = new LinkedHashMap<>();
    Map<Metric, Integer> aloneHeld = new LinkedHashMap<>();
    for (int study = 0; study < studies; study++) {
      List<ModelScores> both = Populations.draw(study, 400, rate, gap, otherGap, weights);
      Uncertainty uncertainty = of(both);
      truth.forEach(
          (metric, value) ->
              held.merge(metric, holds(uncertainty.uplift().get(metric), value), Integer::sum));
      double auc = Populations.auc(gap);
      aloneHeld.merge(Metric.AUC, holds(uncertainty.model().get(Metric.AUC), auc), Integer::sum);
    }
    held.forEach(
        (metric, count) -> {
          double slack = metric.equals(Metric.KS) ? 0.02 : 0;
          assertThat(count / (double) studies)
              .as("%s", metric)
              .isBetween(0.95 - 4 * 0.0097 - slack, 0.95 + 4 * 0.0097);
        });
    assertThat(aloneHeld.get(Metric.AUC) / (double) studies).isCloseTo(0.95, within(4 * 0.0097));
  }

  private static int holds(Interval interval, double truth) {
    return interval.low() <= truth && truth <= interval.high() ? 1 : 0;
  }

  @Test
  void drawsAgreeWithRanksWhereBothApply() {
    List<ModelScores> both = Populations.draw(1, 2000, 0.2, 1, 0.7, Weights.EVEN);
    List<Resampled> models = both.stream().map(s -> Judge.BINARY.resampled(s, TOP)).toList();
    Bootstrap draws = Bootstrap.of(models, 2000, 5);
    Interval ranks = of(both).uplift().get(Metric.AUC);

    assertThat(ranks.method()).isEqualTo(Interval.Method.DELONG);
    assertThat(draws.standardErrorOfDifference(0) / ranks.standardError())
        .isCloseTo(1, offset(OF_THE_BOOTSTRAP + 0.02));
  }

  /** 500 for everybody says no more than 1 for everybody. */
  @Test
  void weightsAreNotPeople() {
    List<ModelScores> plain = Populations.draw(2, 300, 0.25, 1, 0.7, Weights.EVEN);
    List<ModelScores> heavy = plain.stream().map(s -> times(s, 500)).toList();

    of(plain)
        .uplift()
        .forEach(
            (metric, interval) -> {
              Interval same = of(heavy).uplift().get(metric);
              assertThat(same.low()).as("%s", metric).isCloseTo(interval.low(), within(1e-9));
              assertThat(same.high()).as("%s", metric).isCloseTo(interval.high(), within(1e-9));
              assertThat(same.method()).isEqualTo(interval.method());
            });
  }

  /** A few heavy people decide a weighted AUC: its interval is wider, not narrower. */
  @Test
  void unevenWeightsWidenTheInterval() {
    List<ModelScores> plain = Populations.draw(3, 1000, 0.25, 1, 0.7, Weights.EVEN);
    Random random = new Random(1);
    double[] weight = random.doubles(1000).map(u -> u < 0.1 ? 20 : 1).toArray();
    List<ModelScores> uneven =
        plain.stream().map(s -> new ModelScores(s.output(), s.label(), weight)).toList();

    Interval interval = of(uneven).uplift().get(Metric.AUC);

    assertThat(interval.method()).isEqualTo(Interval.Method.BOOTSTRAP);
    assertThat(interval.half()).isGreaterThan(1.5 * of(plain).uplift().get(Metric.AUC).half());
  }

  private static ModelScores times(ModelScores scores, double factor) {
    double[] weight = Arrays.stream(scores.weight()).map(w -> factor * w).toArray();
    return new ModelScores(scores.output(), scores.label(), weight);
  }

  /** Standard errors that a formula gives: of a mean, and of a share. */
  @Test
  void meansHaveTheirTextbookErrors() {
    Random random = new Random(4);
    int rows = 500;
    double[] label = new double[rows];
    double[] predicted = new double[rows];
    double[] weight = new double[rows];
    double[][] classes = new double[2][rows];
    Arrays.fill(weight, 1);
    for (int r = 0; r < rows; r++) {
      label[r] = random.nextInt(2);
      predicted[r] = 1 + random.nextDouble();
      classes[0][r] = random.nextDouble();
      classes[1][r] = 1 - classes[0][r];
    }
    ModelScores counts = new ModelScores(new double[][] {predicted}, label, weight);
    ModelScores shares = new ModelScores(classes, label, weight);
    double[] deviance = new double[rows];
    for (int r = 0; r < rows; r++) {
      double log = label[r] > 0 ? -Math.log(predicted[r]) : 0;
      deviance[r] = 2 * (log - label[r] + predicted[r]);
    }
    double mean = Arrays.stream(deviance).average().orElseThrow();
    double variance = Arrays.stream(deviance).map(d -> (d - mean) * (d - mean)).sum() / rows;

    Interval ofCounts =
        Uncertainty.of(Judge.COUNTS, counts, Optional.empty()).model().get(Metric.DEVIANCE);
    Interval ofShares =
        Uncertainty.of(Judge.CLASSES, shares, Optional.empty()).model().get(Metric.ACCURACY);

    assertThat(ofCounts.estimate()).isCloseTo(mean, within(1e-12));
    assertThat(ofCounts.standardError() / Math.sqrt(variance / rows))
        .isCloseTo(1, offset(OF_THE_BOOTSTRAP));
    double share = ofShares.estimate();
    // One person more: a variance of 1 / rows^2 beside that of the share.
    double textbook = Math.hypot(Math.sqrt(share * (1 - share) / rows), 1.0 / rows);
    assertThat(ofShares.standardError() / textbook).isCloseTo(1, offset(OF_THE_BOOTSTRAP));
  }

  @Test
  void modelsThatDifferByAHandfulOfPeopleAreNotToldApart() {
    int rows = 100;
    double[] label = new double[rows];
    double[] weight = new double[rows];
    double[][] right = new double[2][rows];
    double[][] fewWrong = new double[2][rows];
    Arrays.fill(weight, 1);
    Arrays.fill(right[0], 0.9);
    Arrays.fill(right[1], 0.1);
    for (int k = 0; k < 2; k++) {
      fewWrong[k] = right[k].clone();
    }
    for (int r = 0; r < 4; r++) {
      fewWrong[0][r] = 0.1;
      fewWrong[1][r] = 0.9;
    }
    Interval four =
        Uncertainty.of(
                Judge.CLASSES,
                new ModelScores(right, label, weight),
                Optional.of(new ModelScores(fewWrong, label, weight)))
            .uplift()
            .get(Metric.ACCURACY);

    // The chance that four of four differences favour one model is 1 in 8, two-sided.
    assertThat(four.estimate()).isCloseTo(0.04, within(1e-12));
    assertThat(four.excludesZero()).isFalse();
  }

  /** Twelve against twelve in perfect order, as a model of AUC 0.9 has them once in a while. */
  @ParameterizedTest
  @EnumSource
  void aPerfectOrderIsNotCertain(Weights weights) {
    double[] label = new double[24];
    double[] weight = new double[24];
    double[] perfect = new double[24];
    double[] constant = new double[24];
    Arrays.fill(constant, 0.5);
    for (int r = 0; r < 24; r++) {
      label[r] = r < 12 ? 0 : 1;
      perfect[r] = (r + 1) / 25.0;
      weight[r] = weights == Weights.EVEN || r % 2 == 0 ? 1 : 1.01;
    }
    ModelScores joint = new ModelScores(new double[][] {perfect}, label, weight);
    ModelScores solo = new ModelScores(new double[][] {constant}, label, weight);

    Uncertainty against = of(List.of(joint, solo));
    Uncertainty same = of(List.of(joint, joint));

    assertThat(against.model().get(Metric.AUC).low()).isBetween(0.85, 0.95);
    assertThat(against.model().get(Metric.AUC).high()).isEqualTo(1);
    assertThat(against.model().get(Metric.KS).low()).isBetween(0.7, 0.85);
    assertThat(against.uplift().get(Metric.AUC).excludesZero()).isTrue();
    assertThat(against.uplift().get(Metric.AUC).half()).isBetween(0.05, 0.15);
    assertThat(same.uplift().get(Metric.AUC).half()).isBetween(0.05, 0.15);
    assertThat(same.uplift().get(Metric.KS).excludesZero()).isFalse();
  }

  @Test
  void fewPeopleGetNoInterval() {
    List<ModelScores> both = Populations.draw(5, 30, 0.2, 3, 0, Weights.EVEN);
    assertThat(Arrays.stream(both.get(0).label()).sum()).isBetween(1.0, 9.0);

    assertThat(of(both).uplift()).isEmpty();
    assertThat(of(both).model()).isEmpty();
    assertThat(of(both).resamples()).isZero();
  }

  /** A hundred people of whom two weigh a thousand times as much are few. */
  @Test
  void fewPeopleWhoWeighAnythingGetNoInterval() {
    List<ModelScores> plain = Populations.draw(6, 100, 0.4, 3, 0, Weights.EVEN);
    double[] weight = new double[100];
    Arrays.setAll(weight, r -> r < 2 ? 1000 : 1);
    double[] label = plain.get(0).label().clone();
    label[0] = 1;
    label[1] = 0;
    List<ModelScores> both =
        plain.stream().map(s -> new ModelScores(s.output(), label, weight)).toList();

    assertThat(of(both).uplift()).isEmpty();
  }

  /** Of sixty people with a top of one, whose bootstrap knows no better than everything. */
  @Test
  void noShareIsBeyondItsEndsAndNoTwoAreFurtherApartThanOne() {
    List<ModelScores> both = Populations.draw(8, 60, 0.5, 0.5, 0, Weights.EVEN);
    Uncertainty few = Uncertainty.of(Judge.BINARY, both.get(0), Optional.of(both.get(1)), 0.02);

    assertThat(few.uplift().get(Metric.hitRate(0.02)).half()).isGreaterThan(0.5);
    few.uplift()
        .forEach(
            (metric, interval) -> {
              if (metric.kind().isShare()) {
                assertThat(interval.low()).as(metric.toString()).isBetween(-1.0, 1.0);
                assertThat(interval.high()).as(metric.toString()).isBetween(-1.0, 1.0);
                assertThat(few.model().get(metric).low()).isBetween(0.0, 1.0);
                assertThat(few.model().get(metric).high()).isBetween(0.0, 1.0);
              }
            });
    assertThat(new Interval(0.2, 1.1, Interval.Method.BOOTSTRAP, -1, 1))
        .satisfies(i -> assertThat(i.low()).isEqualTo(-1))
        .satisfies(i -> assertThat(i.high()).isEqualTo(1));
  }

  @Test
  void aTopOfAHandfulOfPeopleIsNotTold() {
    assertThat(TopFraction.telling(70, 0.01, 0.1, 0.2)).containsExactly(0.2);
    assertThat(TopFraction.telling(1000, 0.01, 0.1)).containsExactly(0.01, 0.1);
    assertThat(TopFraction.telling(9, 1)).isEmpty();
  }

  @Test
  void isTheSameEveryTime() {
    List<ModelScores> both = Populations.draw(7, 300, 0.3, 1, 0.5, Weights.UNEVEN);

    assertThat(of(both)).isEqualTo(of(both));
    assertThat(of(both).resamples()).isEqualTo(1000);
  }

  @Test
  void manyRowsAreDrawnLessOftenNeverPartly() {
    assertThat(Bootstrap.resamples(1_000)).isEqualTo(1000);
    assertThat(Bootstrap.resamples(400_000)).isEqualTo(500);
    assertThat(Bootstrap.resamples(50_000_000)).isEqualTo(200);
  }
}
