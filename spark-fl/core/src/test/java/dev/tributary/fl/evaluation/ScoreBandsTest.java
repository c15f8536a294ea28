package dev.tributary.fl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreBandsTest {
  private static ScoreBands bands(Sample sample, int most) {
    return ScoreBands.of(sample, ScoreOrder.of(sample.score()), most);
  }

  @Test
  void countsPeopleAndWhatTheyDid() {
    double[] score = {.9, .8, .7, .6, .5, .4, .3, .2};
    double[] label = {1, 1, 0, 1, 0, 0, 0, 0};

    ScoreBands found = bands(Sample.of(score, label), 4);

    assertThat(found.bands()).hasSize(4);
    ScoreBand second = found.bands().get(1);
    assertThat(second.people()).isEqualTo(2);
    assertThat(second.positives()).isEqualTo(1);
    assertThat(second.highest()).isEqualTo(.7);
    assertThat(second.lowest()).isEqualTo(.6);
    assertThat(second.rate()).isEqualTo(.5);
    assertThat(second.meanScore()).isCloseTo(.65, within(1e-15));
    // Three of three reached with four of eight people; one of five others with them.
    assertThat(second.recall()).isEqualTo(1);
    assertThat(second.lift()).isCloseTo(2, within(1e-15));
    assertThat(second.ks()).isCloseTo(1 - 1 / 5.0, within(1e-15));
    assertThat(found.brier())
        .isCloseTo((.01 + .04 + .49 + .16 + .25 + .16 + .09 + .04) / 8, within(1e-15));
    // Rates 1, .5, 0, 0 against mean scores .85, .65, .45, .25.
    assertThat(found.calibrationError()).isCloseTo((.15 + .15 + .45 + .25) / 4, within(1e-15));
  }

  @Test
  void equalScoresStayTogetherAndLaterBandsKeepTheirSize() {
    double[] score = new double[100];
    double[] label = new double[100];
    Arrays.setAll(score, r -> r < 50 ? 1 : 0.5 - r / 1000.0);
    Arrays.setAll(label, r -> r % 7 == 0 ? 1 : 0);

    ScoreBands found = bands(Sample.of(score, label), 10);

    assertThat(found.bands()).extracting(ScoreBand::people).containsExactly(50, 10, 10, 10, 10, 10);
    assertThat(bands(Sample.of(new double[100], label), 10).bands()).hasSize(1);
  }

  @Test
  void sumsToTheWholeWhateverTheWeights() {
    for (long seed = 1; seed <= 30; seed++) {
      Random random = new Random(seed);
      int rows = 3 + random.nextInt(200);
      double[] score = new double[rows];
      double[] label = new double[rows];
      double[] weight = new double[rows];
      for (int r = 0; r < rows; r++) {
        score[r] = random.nextInt(30) / 30.0;
        label[r] = r < 2 ? r : random.nextInt(2);
        weight[r] = r < 2 ? 1 : random.nextInt(3);
      }
      ScoreBands found = bands(new Sample(score, label, weight), 10);
      ScoreBand last = found.bands().get(found.bands().size() - 1);

      assertThat(found.bands().stream().mapToInt(ScoreBand::people).sum())
          .as("seed %d", seed)
          .isEqualTo(rows);
      assertThat(last.recall()).as("seed %d", seed).isCloseTo(1, within(1e-12));
      assertThat(last.lift()).as("seed %d", seed).isCloseTo(1, within(1e-12));
      assertThat(last.ks()).as("seed %d", seed).isCloseTo(0, within(1e-12));
    }
  }

  /** Known answer: {@code prop.test(3, 20, correct = FALSE)} of R 4.2. */
  @Test
  void rateHasAWilsonInterval() {
    ScoreBand band = new ScoreBand(0, 1, 20, 3, .2, .15, 20, 1, 1, 0);

    assertThat(band.rateLow()).isCloseTo(0.0523687458962, within(1e-12));
    assertThat(band.rateHigh()).isCloseTo(0.3604188647408, within(1e-12));
    ScoreBand nobody = new ScoreBand(0, 1, 20, 0, .2, 0, 0, 1, 1, 0);
    assertThat(nobody.rateLow()).isZero();
    assertThat(nobody.rateHigh()).isEqualTo(1);
  }

  @Test
  void histogramSpreadsRareScoresOut() {
    double[] score = {0.001, 0.003, 0.01, 0.03, 0.1};
    ScoreHistogram h = ScoreHistogram.of(Sample.of(score, new double[] {0, 0, 0, 0, 1}), 5);

    // Each is about three times the one before: a bin of its own.
    assertThat(h.negative()).containsExactly(0.25, 0.25, 0.25, 0.25, 0);
    assertThat(h.positive()).containsExactly(0, 0, 0, 0, 1);
    assertThat(h.low()).isCloseTo(Math.log(0.001 / 0.999), within(1e-12));
    ScoreHistogram certain =
        ScoreHistogram.of(Sample.of(new double[] {0, 1}, new double[] {0, 1}), 4);
    assertThat(certain.low()).isEqualTo(-certain.high()).isCloseTo(-Math.log(1e6), within(1e-12));
  }
}
