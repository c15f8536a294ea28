package dev.tributary.fl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreShiftTest {
  @Test
  void equalsTheFormulaByHand() {
    double[] reference = new double[100];
    Arrays.setAll(reference, r -> r);
    double[] other = new double[50];
    // All of the upper half: five bands of 0.2 where the reference has 0.1, five of none.
    Arrays.setAll(other, r -> 50 + r);

    ScoreShift shift = ScoreShift.between(reference, other);

    double none = 0.5 / 50;
    double expected = 5 * 0.1 * Math.log(2) + 5 * (none - 0.1) * Math.log(none / 0.1);
    assertThat(shift.bands()).isEqualTo(10);
    assertThat(shift.psi()).isCloseTo(expected, within(1e-12));
    assertThat(shift.byChance()).isCloseTo(9 * (0.01 + 0.02), within(1e-15));
  }

  @Test
  void oneScoreForEverybodyDoesNotShift() {
    assertThat(ScoreShift.between(new double[10], new double[7]).psi()).isZero();
  }

  /**
   * Between samples of one population {@code psi / (1/n + 1/m)} is about chi-squared of 9 degrees,
   * whose variance is 18: the mean of 400 is within 4 * sqrt(18 / 400) = 0.85 of 9, plus a few per
   * cent for estimated shares.
   */
  @Test
  void chanceAloneGivesWhatItSays() {
    Random random = new Random(3);
    double sum = 0;
    int most = 0;
    for (int i = 0; i < 400; i++) {
      ScoreShift shift =
          ScoreShift.between(random.doubles(1000).toArray(), random.doubles(500).toArray());
      sum += shift.psi() / shift.byChance();
      most += shift.psi() <= shift.mostByChance() ? 1 : 0;
    }
    assertThat(sum / 400).isCloseTo(1, within(0.85 / 9 + 0.05));
    // A binomial share of 400 is within 4 * 0.011 of 0.95, plus as little for estimated shares.
    assertThat(most / 400.0).isCloseTo(0.95, within(4 * 0.011 + 0.02));
  }

  /** The 0.95 quantile of a chi-square: 16.92 with nine degrees of freedom, 3.84 with one. */
  @Test
  void theMostThatChanceGivesIsAQuantile() {
    ScoreShift ten = new ScoreShift(new double[10], new double[10], 0, 9 * 0.01);
    ScoreShift two = new ScoreShift(new double[2], new double[2], 0, 0.01);
    assertThat(ten.mostByChance()).isCloseTo(0.1692, within(0.0005));
    assertThat(two.mostByChance()).isCloseTo(0.0384, within(0.001));
    assertThat(ScoreShift.between(new double[10], new double[7]).mostByChance()).isZero();
  }
}
