package dev.tributary.crypto.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.crypto.lattice.LatticePlanner.Kind;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.junit.jupiter.api.Test;

class LatticePlannerTest {
  @Test
  void mainCaseTakesTheSmallModulus() {
    Kind gradient = new Kind(2100, 2100, 1);
    Kind hessian = new Kind(2100, 0, 0.25);
    LatticePlan plan = LatticePlanner.plan(210_000, 32_000, 2, List.of(gradient, hessian));
    assertThat(plan.set()).isEqualTo(LatticeSet.Q32);
    ChannelScale scale = plan.scales().get(0);
    assertThat(scale.sigma()).isCloseTo(2, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(scale.encode(2100) + LatticePlanner.TAIL * scale.flood()).isLessThan(0x1p31);
  }

  @Test
  void balancedMillionTakesTheLargeModulus() {
    Kind gradient = new Kind(250_000, 250_000, 1);
    LatticePlan plan = LatticePlanner.plan(1_000_000, 32_000, 1, List.of(gradient));
    assertThat(plan.set()).isEqualTo(LatticeSet.Q40);
    assertThat(plan.scales().get(0).flood())
        .isGreaterThanOrEqualTo(NoiseBudget.of(LatticeSet.Q40, 1_000_000).smallestFlood());
  }

  @Test
  void refusesWhatDoesNotFitAndNamesWhatWould() {
    Kind gradient = new Kind(1e9, 1e9, 1);
    assertThatThrownBy(() -> LatticePlanner.plan(1 << 30, 100, 0.01, List.of(gradient)))
        .isInstanceOf(LatticePlanException.class)
        .hasMessageContaining("set sigma_out to at least");
    assertThatThrownBy(() -> LatticePlanner.plan(0, 1, 1, List.of(gradient)))
        .hasMessageContaining("rows must be");
    assertThatThrownBy(() -> LatticePlanner.plan(10, 1, Double.NaN, List.of(gradient)))
        .hasMessageContaining("sigma_out must be");
    assertThatThrownBy(() -> new Kind(0, 0, 1)).hasMessageContaining("one above 0");
    assertThatThrownBy(() -> new Kind(1, 1, 2)).hasMessageContaining("largest");
  }

  /** A feature party's gradient of 210,000 balanced residuals. */
  @Test
  void aResultForTheMatrixOwnerTakesMoreNoiseOrTheLargeModulus() {
    Kind residual = new Kind(60_000, 60_000, 1);
    LatticePlan plan = LatticePlanner.planForMatrixOwner(210_000, 1000, 20, List.of(residual));
    assertThat(plan.set()).isEqualTo(LatticeSet.Q40);
    assertThat(plan.scales().get(0).flood())
        .isGreaterThanOrEqualTo(65_536 * NoiseBudget.of(LatticeSet.Q40, 210_000).hidden());
    LatticePlan small =
        LatticePlanner.planForMatrixOwner(1000, 100, 20, List.of(new Kind(500, 500, 1)));
    assertThat(small.set()).isEqualTo(LatticeSet.Q32);
  }

  @Test
  void whatTheRefusalNamesIsAccepted() {
    Kind gradient = new Kind(1e8, 1e8, 1);
    assertThatTheNamedValueIsAccepted(
        sigma -> LatticePlanner.plan(1 << 28, 100, sigma, List.of(gradient)));
    assertThatTheNamedValueIsAccepted(
        sigma -> LatticePlanner.planForMatrixOwner(1 << 28, 100, sigma, List.of(gradient)));
  }

  private static void assertThatTheNamedValueIsAccepted(DoubleConsumer plan) {
    String message =
        catchThrowableOfType(LatticePlanException.class, () -> plan.accept(1e-3)).getMessage();
    int at = message.indexOf("at least ") + 9;
    plan.accept(Double.parseDouble(message.substring(at, message.indexOf(',', at))));
  }

  /** A set must be secure after what winners can tell; one that cannot be is refused by name. */
  @Test
  void whatWinnersCanTellTakesMoreDimensions() {
    assertThat(planned(0).dimension()).isEqualTo(1280);
    assertThat(planned(60).dimension()).isEqualTo(1280);
    assertThat(planned(465).dimension()).isEqualTo(1536);
    assertThat(planned(700).dimension()).isEqualTo(1792);
    assertThat(planned(1200).dimension()).isEqualTo(2048);
    for (double told : new double[] {0, 60, 465, 700, 1200}) {
      assertThat(SecurityEstimate.outer(planned(told), told, SieveCost.BDGL16))
          .isGreaterThanOrEqualTo(SecurityEstimate.REQUIRED_BITS);
    }
    assertThatThrownBy(() -> planned(3000))
        .isInstanceOf(LatticePlanException.class)
        .hasMessageContaining("can tell 3000 bits about one key")
        .hasMessageContaining("shallower trees");
  }

  @Test
  void narrowWindowsAreTakenWhereWideOnesTellTooMuch() {
    LatticePlan plan =
        LatticePlanner.plan(
            1000, 100, 1, List.of(new Kind(500, 500, 1)), set -> 80.0 * set.window());
    assertThat(plan.set()).isEqualTo(LatticeSet.Q32_NARROW);
  }

  private static LatticeSet planned(double toldBits) {
    Kind kind = new Kind(500, 500, 1);
    return LatticePlanner.plan(1000, 100, 1, List.of(kind), set -> toldBits).set();
  }
}
