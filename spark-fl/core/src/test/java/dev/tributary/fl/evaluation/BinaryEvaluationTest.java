package dev.tributary.fl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Known answers are from scikit-learn 1.9.1 and scipy's ks_2samp, AUC also by hand. */
class BinaryEvaluationTest {
  private static final double[] SCORE = {.9, .8, .8, .7, .6, .5, .5, .5, .3, .1};
  private static final double[] LABEL = {1, 1, 0, 1, 0, 0, 1, 0, 0, 0};
  private static final double[] WEIGHT = {1, 2, 1, .5, 1, 3, 1, 1, 2, 1};

  @Test
  void equalsScikitLearnOnASampleWithTies() {
    BinaryEvaluation e = BinaryEvaluation.of(Sample.of(SCORE, LABEL), 0.1);

    // Pairs won by .9, .8, .7, .5: 6 + 5.5 + 5 + 3 of 24.
    assertThat(e.auc()).isEqualTo(19.5 / 24);
    assertThat(e.ks()).isCloseTo(0.5833333333333334, within(1e-15));
    assertThat(e.logLoss()).isCloseTo(0.5752384656495418, within(1e-14));
    assertThat(e.positives()).isEqualTo(4);
    assertThat(e.positiveRate()).isEqualTo(0.4);
  }

  @Test
  void equalsScikitLearnWithWeights() {
    BinaryEvaluation e = BinaryEvaluation.of(new Sample(SCORE, LABEL, WEIGHT), 0.1);

    assertThat(e.auc()).isCloseTo(0.8641975308641975, within(1e-15));
    assertThat(e.ks()).isCloseTo(0.6666666666666667, within(1e-15));
    assertThat(e.logLoss()).isCloseTo(0.5585303733999174, within(1e-14));
  }

  @Test
  void topFractionSharesATiedGroupInProportion() {
    TopFraction top = BinaryEvaluation.of(Sample.of(SCORE, LABEL), 0.2).top().get(0);

    // Two of ten: .9 (label 1) and one half of the pair at .8 (labels 1 and 0).
    assertThat(top.precision()).isCloseTo(1.5 / 2, within(1e-15));
    assertThat(top.recall()).isCloseTo(1.5 / 4, within(1e-15));
    assertThat(top.lift()).isCloseTo(0.75 / 0.4, within(1e-15));
    assertThat(top.ks()).isCloseTo(1.5 / 4 - 0.5 / 6, within(1e-15));
  }

  @Test
  void topOfEverythingIsTheWholeSample() {
    TopFraction all = BinaryEvaluation.of(Sample.of(SCORE, LABEL), 1.0).top().get(0);

    assertThat(all.precision()).isCloseTo(0.4, within(1e-15));
    assertThat(all.recall()).isEqualTo(1);
    assertThat(all.lift()).isCloseTo(1, within(1e-15));
    assertThat(all.ks()).isCloseTo(0, within(1e-15));
  }

  @Test
  void aucIsTheShareOfPairsInOrder() {
    for (long seed = 1; seed <= 50; seed++) {
      Sample s = random(seed);
      assertThat(Ranking.of(s).auc()).as("seed %d", seed).isCloseTo(pairs(s), within(1e-12));
    }
  }

  @Test
  void rankingIsInvariantUnderMonotoneMapsAndOrder() {
    for (long seed = 1; seed <= 50; seed++) {
      Sample s = random(seed);
      Ranking mapped = Ranking.of(map(s, v -> Math.exp(3 * v) - 7));
      Ranking plain = Ranking.of(s);
      assertThat(mapped.auc()).as("seed %d", seed).isEqualTo(plain.auc());
      assertThat(mapped.ks()).as("seed %d", seed).isEqualTo(plain.ks());
      assertThat(mapped.top(0.1)).as("seed %d", seed).isEqualTo(plain.top(0.1));
    }
  }

  @Test
  void reversedScoresMirrorAucAndKeepKs() {
    for (long seed = 1; seed <= 50; seed++) {
      Sample s = random(seed);
      Ranking reversed = Ranking.of(map(s, v -> -v));
      Ranking plain = Ranking.of(s);
      assertThat(reversed.auc()).as("seed %d", seed).isCloseTo(1 - plain.auc(), within(1e-12));
      assertThat(reversed.ks()).as("seed %d", seed).isCloseTo(plain.ks(), within(1e-12));
    }
  }

  @Test
  void ksOfAFractionNeverExceedsKs() {
    for (long seed = 1; seed <= 50; seed++) {
      Ranking r = Ranking.of(random(seed));
      for (double f : new double[] {0.01, 0.05, 0.1, 0.5, 0.9}) {
        assertThat(r.top(f).ks()).as("seed %d", seed).isLessThanOrEqualTo(r.ks() + 1e-12);
      }
    }
  }

  @Test
  void wholeWeightsCountLikeRepeatedRows() {
    double[] twice = {2, 2, 2, 2, 2, 2, 2, 2, 2, 2};
    BinaryEvaluation heavy = BinaryEvaluation.of(new Sample(SCORE, LABEL, twice), 0.3);
    BinaryEvaluation plain = BinaryEvaluation.of(Sample.of(SCORE, LABEL), 0.3);

    assertThat(heavy.auc()).isEqualTo(plain.auc());
    assertThat(heavy.logLoss()).isCloseTo(plain.logLoss(), within(1e-15));
    assertThat(heavy.top()).isEqualTo(plain.top());
  }

  @Test
  void curvesRunFromCornerToCornerAndAreThin() {
    double[] score = new Random(5).doubles(20_000).toArray();
    double[] label = new double[score.length];
    Arrays.setAll(label, r -> score[r] > 0.3 && r % 9 == 0 ? 1 : 0);
    BinaryEvaluation e = BinaryEvaluation.of(Sample.of(score, label), 0.05);

    for (Curve c : new Curve[] {e.roc(), e.gain(), e.loss()}) {
      assertThat(c.points()).isBetween(100, BinaryEvaluation.CURVE_POINTS);
      assertThat(c.x()[0] + c.y()[0]).isZero();
      assertThat(c.x()[c.points() - 1] + c.y()[c.points() - 1]).isEqualTo(2);
      assertThat(c.x()).isSorted();
    }
    assertThat(e.lift().y()[e.lift().points() - 1]).isCloseTo(1, within(1e-12));
    // A thinned ROC of 240 points loses no area that a chart would show.
    assertThat(area(e.roc())).isCloseTo(e.auc(), within(2e-3));
  }

  @Test
  void histogramSharesSumToOnePerClass() {
    ScoreHistogram h = BinaryEvaluation.of(Sample.of(SCORE, LABEL), 0.1).histogram();

    assertThat(Arrays.stream(h.positive()).sum()).isCloseTo(1, within(1e-12));
    assertThat(Arrays.stream(h.negative()).sum()).isCloseTo(1, within(1e-12));
    assertThat(h.low()).isCloseTo(Math.log(1 / 9.0), within(1e-12));
    assertThat(h.high()).isCloseTo(Math.log(9), within(1e-12));
  }

  @Test
  void equalScoresSayNothing() {
    double[] same = new double[10];
    Arrays.fill(same, 0.25);
    BinaryEvaluation e = BinaryEvaluation.of(Sample.of(same, LABEL), 0.1);

    assertThat(e.auc()).isEqualTo(0.5);
    assertThat(e.ks()).isZero();
    assertThat(e.top().get(0).lift()).isCloseTo(1, within(1e-12));
    assertThat(e.histogram().positive()[0]).isEqualTo(1);
  }

  @Test
  void certainMistakeCostsAFiniteNumber() {
    double[] score = {1, 0};
    double[] label = {0, 1};
    assertThat(LogLoss.binary(Sample.of(score, label))).isCloseTo(52 * Math.log(2), within(1e-6));
  }

  @Test
  void oneClassIsTheUsersError() {
    assertUser(() -> BinaryEvaluation.of(Sample.of(SCORE, new double[10]), 0.1), "label 0");
    double[] zeroed = {0, 0, 1, 0, 1, 1, 0, 1, 1, 1};
    assertUser(() -> BinaryEvaluation.of(new Sample(SCORE, LABEL, zeroed), 0.1), "both classes");
  }

  @Test
  void emptySetForeignLabelAndBadScoresAreTheUsersErrors() {
    assertUser(() -> Sample.of(new double[0], new double[0]), "no rows");
    double[] two = {.1, .2};
    assertUser(() -> BinaryEvaluation.of(Sample.of(two, new double[] {1, 2}), 0.1), "0 or 1");
    double[] high = {1.5, .2};
    assertUser(() -> BinaryEvaluation.of(Sample.of(high, new double[] {1, 0}), 0.1), "probability");
    double[] nan = {Double.NaN, .2};
    assertUser(() -> Sample.of(nan, new double[] {1, 0}), "finite");
    assertUser(() -> new Sample(two, two, new double[] {-1, 2}), "negative");
    assertUser(() -> new Sample(two, two, new double[2]), "all be 0");
  }

  @Test
  void fractionsOutsideTheUnitIntervalAreRefused() {
    for (double f : new double[] {0, -0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> BinaryEvaluation.of(Sample.of(SCORE, LABEL), f))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static void assertUser(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String part) {
    assertThatThrownBy(call)
        .isInstanceOf(FederationException.class)
        .hasMessageContaining(part)
        .satisfies(e -> assertThat(FederationException.codeOf(e)).isEqualTo(ErrorCode.USER));
  }

  /** 200 rows, scores on a coarse grid so that many tie, whole-number weights. */
  private static Sample random(long seed) {
    Random random = new Random(seed);
    double[] score = new double[200];
    double[] label = new double[200];
    double[] weight = new double[200];
    for (int r = 0; r < 200; r++) {
      label[r] = r < 2 ? r : random.nextInt(5) == 0 ? 1 : 0;
      score[r] = Math.rint(20 * (random.nextDouble() + 0.3 * label[r])) / 20;
      weight[r] = 1 + random.nextInt(3);
    }
    return new Sample(score, label, weight);
  }

  private static Sample map(Sample s, DoubleUnaryOperator f) {
    return new Sample(Arrays.stream(s.score()).map(f).toArray(), s.label(), s.weight());
  }

  private static double pairs(Sample s) {
    double won = 0;
    double all = 0;
    for (int p = 0; p < s.rows(); p++) {
      for (int n = 0; n < s.rows(); n++) {
        if (s.label()[p] == 1 && s.label()[n] == 0) {
          double w = s.weight()[p] * s.weight()[n];
          int order = Double.compare(s.score()[p], s.score()[n]);
          won += w * (order + 1) / 2.0;
          all += w;
        }
      }
    }
    return won / all;
  }

  private static double area(Curve c) {
    double area = 0;
    for (int p = 1; p < c.points(); p++) {
      area += (c.x()[p] - c.x()[p - 1]) * (c.y()[p] + c.y()[p - 1]) / 2;
    }
    return area;
  }
}
