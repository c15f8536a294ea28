package dev.tributary.fl.horizontal.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivacyPlanTest {
  /** Whatever the plan: no more than the budget, and hardly less. */
  @Test
  void spendsTheBudgetAndNoMore() {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      double epsilon = Math.exp(random.nextDouble() * 7 - 3.5);
      double delta = Math.pow(10, -3 - 9 * random.nextDouble());
      int parties = 2 + random.nextInt(20);
      NoiseShares shares = new NoiseShares(parties, 1 + random.nextInt(parties - 1));
      double first = 0.01 + 0.98 * random.nextDouble();
      PrivacyPlan plan =
          new PrivacyPlan(
              new PrivacyBudget(epsilon, delta),
              shares,
              List.of(
                  new Release("counts", 1, 100, 1 + 9 * random.nextDouble(), first),
                  new Release("steps", 1 + random.nextInt(200), 30, 1 << 20, 1 - first)));
      assertThat(plan.epsilon()).isLessThanOrEqualTo(epsilon);
      // Noise has a least size, which a large budget leaves unspent.
      if (plan.releases().stream().allMatch(r -> plan.noise(r).variance().bitLength() > 20)) {
        assertThat(plan.epsilon()).isGreaterThan(epsilon * (1 - 1e-4));
      }
    }
  }

  /** A tenth of the budget is ten times the variance. */
  @Test
  void sharesAndTimesDivideIt() {
    NoiseShares shares = new NoiseShares(3, 1);
    PrivacyBudget budget = new PrivacyBudget(1, 1e-5);
    PrivacyPlan plan =
        new PrivacyPlan(
            budget,
            shares,
            List.of(
                new Release("one", 1, 1, 1 << 20, 0.5), new Release("five", 5, 1, 1 << 20, 0.5)));
    double one = plan.deviation("one", 3);
    assertThat(plan.deviation("five", 3)).isCloseTo(one * Math.sqrt(5), within(1e-3 * one));
    // Two honest parties of three: sigma^2 = sensitivity^2 / (2 rho), a half each.
    double sigma = (1 << 20) / Math.sqrt(budget.rho());
    assertThat(one).isCloseTo(sigma * Math.sqrt(1.5), within(1e-3 * one));
  }

  /** By the formula of the paper (and of its program, accounting_utils.py), for small noise. */
  @ParameterizedTest
  @CsvSource({"3,1,0.25", "10,1,0.25", "5,2,0.5"})
  void sumsOfSmallSharesAreNotQuiteGaussian(int parties, int colluding, double variance) {
    int honest = parties - colluding;
    double tau = 0;
    for (int k = 1; k < honest; k++) {
      tau += Math.exp(-2 * Math.pow(Math.PI * Math.sqrt(variance), 2) * (k / (k + 1.0)));
    }
    assertThat(new NoiseShares(parties, colluding).tau(variance))
        .isCloseTo(10 * tau, within(1e-12));
    assertThat(new NoiseShares(parties, colluding).tau(variance)).isGreaterThan(1e-3);
    assertThat(new NoiseShares(parties, colluding).tau(64)).isLessThan(1e-200);
    assertThat(new NoiseShares(parties, parties - 1).tau(variance)).isZero();
  }

  @Test
  void refusesNoNoiseAndNoBudget() {
    assertThatThrownBy(() -> new NoiseShares(3, 1).share(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("above 0");
    assertThatThrownBy(() -> new PrivacyBudget(0, 1e-5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("epsilon must be 0.01 to 100");
    assertThatThrownBy(() -> new PrivacyBudget(Double.POSITIVE_INFINITY, 1e-5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PrivacyBudget(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PrivacyParameters.EPSILON.orPreset(-1.0))
        .isInstanceOf(FederationException.class);
    assertThatThrownBy(() -> new Release("x", 1, 1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesMoreThanTheBudgetAndCollusionOfAll() {
    Release most = new Release("a", 1, 1, 1, 0.7);
    assertThatThrownBy(
            () ->
                new PrivacyPlan(
                    new PrivacyBudget(1, 1e-5), new NoiseShares(3, 1), List.of(most, most)))
        .hasMessageContaining("add up to 1");
    assertThatThrownBy(() -> new NoiseShares(3, 3)).hasMessageContaining("fewer than the 3");
    assertThatThrownBy(() -> new NoiseShares(3, 0)).hasMessageContaining("knows its own noise");
  }
}
