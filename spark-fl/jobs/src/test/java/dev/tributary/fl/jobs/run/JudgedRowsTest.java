package dev.tributary.fl.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JudgedRowsTest {
  @Test
  void countsLabelsOfRowsThatWeighAnything() {
    double[] scores = {0.1, 0.2, 0.3};
    double[] labels = {0, 1, 1};
    double[] sets = {2, 2, 2};

    assertThat(kinds(scores, labels, new double[] {1, 1, 0}, sets)).isEqualTo(2);
    assertThat(kinds(scores, labels, new double[] {0, 1, 1}, sets)).isEqualTo(1);
    assertThat(kinds(scores, labels, new double[] {0, 0, 0}, sets)).isZero();
  }

  private static long kinds(double[]... columns) {
    return new JudgedRows(columns, 1).kinds();
  }
}
