package dev.tributary.fl.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.evaluation.ScoreShift;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BandTableTest {
  /** Thirty rows are about 0.3 from any thousands by chance, which is no shift. */
  @Test
  void whatChanceGivesIsNotCalledAShift() {
    Random random = new Random(7);
    ScoreShift few =
        ScoreShift.between(random.doubles(5000).toArray(), random.doubles(30).toArray());
    assertThat(few.psi()).as("seed 7").isGreaterThan(0.25);

    assertThat(BandTable.shift(few, Basis.TEST))
        .contains("no more than chance would give; chance alone gives about 0.30")
        .doesNotContain("large shift", "some shift", "stable");
  }

  @Test
  void whatChanceDoesNotGiveHasTheUsualReading() {
    assertThat(shifted(0.1)).contains("below 0.1: stable");
    assertThat(shifted(0.25)).contains("0.1 to 0.25: some shift");
    assertThat(shifted(0.4)).contains("above 0.25: a large shift").doesNotContain("would give");
  }

  /** So many rows that chance gives next to nothing. */
  private static String shifted(double by) {
    Random random = new Random(8);
    double[] scores = random.doubles(50_000).toArray();
    double[] other = random.doubles(50_000).map(u -> Math.pow(u, 1 / (1 + 2 * by))).toArray();
    return BandTable.shift(ScoreShift.between(scores, other), Basis.TEST);
  }
}
