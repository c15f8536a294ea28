package dev.tributary.fl.horizontal.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ServerStepTest {
  @Test
  void anAverageMovesByTheMeanChange() {
    ServerStep step = new ServerStep(MlpSettings.Server.of(Aggregate.FEDAVG), 2);
    assertThat(step.of(new double[] {1, 2}, new double[] {0.5, -1})).containsExactly(1.5, 1);
    ServerStep half = new ServerStep(new MlpSettings.Server(Aggregate.FEDPROX, 0.5), 2);
    assertThat(half.of(new double[] {1, 2}, new double[] {0.5, -1})).containsExactly(1.25, 1.5);
  }

  /**
   * Algorithm 2 of Reddi et al. 2021, written out over all rounds instead of from one to another.
   */
  @Test
  void adamIsThatOfThePaper() {
    double rate = 0.02;
    double tau = 1e-3;
    int rounds = 40;
    Random random = new Random(9);
    double[][] changes = new double[rounds][];
    for (int t = 0; t < rounds; t++) {
      changes[t] = random.doubles(3, -0.1, 0.2).toArray();
    }
    ServerStep step = new ServerStep(new MlpSettings.Server(Aggregate.FEDADAM, rate), 3);
    double[] at = {0.3, -0.2, 0};
    double[] expected = at.clone();
    for (int t = 0; t < rounds; t++) {
      at = step.of(at, changes[t]);
      for (int i = 0; i < 3; i++) {
        double m = 0;
        double v = Math.pow(0.99, t + 1) * tau * tau;
        for (int s = 0; s <= t; s++) {
          m += 0.1 * Math.pow(0.9, t - s) * changes[s][i];
          v += 0.01 * Math.pow(0.99, t - s) * changes[s][i] * changes[s][i];
        }
        expected[i] += rate * m / (Math.sqrt(v) + tau);
        assertThat(at[i]).as("round %d", t).isCloseTo(expected[i], within(1e-12));
      }
    }
  }
}
