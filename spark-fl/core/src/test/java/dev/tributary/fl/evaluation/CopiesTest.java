package dev.tributary.fl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CopiesTest {
  private static final int ROWS = 1_000_001;

  /**
   * Mean and variance of a Poisson variable of mean 1 are 1, its fourth central moment is 4. So the
   * mean of a million has standard deviation 0.001, their variance sqrt(4 - 1) * 0.001; five of
   * these and the resolution of 2e-4.
   */
  @Test
  void areOneOnAverageWithVarianceOne() {
    byte[] copies = Copies.draw(7, ROWS);
    double sum = 0;
    double squares = 0;
    double repeated = 0;
    for (int r = 0; r < ROWS; r++) {
      sum += copies[r];
      squares += (copies[r] - 1.0) * (copies[r] - 1.0);
      repeated += r >= 4 ? (copies[r] - 1.0) * (copies[r - 4] - 1.0) : 0;
    }
    assertThat(sum / ROWS).isCloseTo(1, within(0.0052));
    assertThat(squares / ROWS).isCloseTo(1, within(0.0089));
    // The product of two independent ones has mean 0 and variance 1.
    assertThat(repeated / ROWS).isCloseTo(0, within(0.005));
  }

  @Test
  void sameSeedDrawsTheSame() {
    assertThat(Copies.draw(3, 1000)).isEqualTo(Copies.draw(3, 1000));
    assertThat(Copies.draw(3, 1000)).isNotEqualTo(Copies.draw(4, 1000));
  }
}
