package dev.tributary.fl.vertical.nodesums.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.lattice.LatticePlanner;
import dev.tributary.fl.training.GradientPairs;
import dev.tributary.fl.training.NoiseUnit;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.CandidateSums;
import dev.tributary.fl.vertical.nodesums.GradientBounds;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rounds of 900 residuals of one magnitude, both signs, and an outlier of 5. */
class RoundScaleTest {
  private static final int ROWS = 900;
  private static final double FIXED = Math.scalb(1.0, MapPair.FRACTION_BITS);
  private static final GradientBounds BOUNDS =
      new GradientBounds(ROWS, 1.5, ROWS, 1.5, NoiseUnit.RESIDUAL);

  @Test
  void theUnitOfTheRoundBecomesThatOfThePlan() {
    List<LatticePlanner.Kind> kinds = PlanMessage.kinds(BOUNDS);

    RoundScale typical = RoundScale.of(round(0.25), kinds, NoiseUnit.RESIDUAL);
    assertThat(typical.gradientUnit() * FIXED).isCloseTo(1 / rms(0.25), within(1e-3));
    assertThat(typical.hessianUnit() * FIXED).isCloseTo(1, within(1e-3));

    RoundScale largest = RoundScale.of(round(0.25), kinds, NoiseUnit.LARGEST);
    assertThat(largest.gradientUnit() * FIXED).isCloseTo(1.5 / 5, within(1e-3));
  }

  @Test
  void sumsThatWouldNotFitMakeItSmaller() {
    List<LatticePlanner.Kind> kinds =
        PlanMessage.kinds(new GradientBounds(100, 1.5, 100, 1.5, NoiseUnit.RESIDUAL));

    RoundScale scale = RoundScale.of(round(1), kinds, NoiseUnit.RESIDUAL);
    // Half of the residuals are positive, and the outlier; hessians are 1. 100 is told as 112.
    assertThat(scale.gradientUnit() * FIXED).isCloseTo(112.0 / 454, within(1e-3));
    assertThat(scale.hessianUnit() * FIXED).isCloseTo(112.0 / 900, within(1e-3));
  }

  @Test
  void noiseOfTheCipherFollowsTheResiduals() {
    MapPair pair = new MapPair(32, MapPair.shape(ROWS, 1, 2, 3));
    pair.bounds = BOUNDS;
    CandidateSet all = CandidateSet.all(pair.order.layout().total());
    LatticeLinearMap map = new LatticeLinearMap(SigmaOut.of(0.5));

    List<CandidateSums> sums =
        pair.run(
            map,
            map,
            List.of(
                new MapPair.Call(0, round(1), pair.level(2, 2), all),
                new MapPair.Call(1, round(0.25), pair.level(2, 2), all)));

    assertThat(sums.get(0).noise().gradient() / FIXED).isCloseTo(0.75 * rms(1), within(1e-3));
    assertThat(sums.get(1).noise().gradient() / FIXED).isCloseTo(0.75 * rms(0.25), within(1e-3));
    assertThat(sums.get(1).noise().hessian() / FIXED).isCloseTo(0.75, within(1e-3));
  }

  private static GradientPairs round(double magnitude) {
    int[] gradients = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      double residual = row == 0 ? 5 : row % 2 == 0 ? magnitude : -magnitude;
      gradients[row] = (int) Math.rint(FIXED * residual);
    }
    int[] hessians = new int[ROWS];
    Arrays.fill(hessians, (int) FIXED);
    return new GradientPairs(
        new int[][] {gradients},
        new int[][] {hessians},
        MapPair.FRACTION_BITS,
        MapPair.FRACTION_BITS);
  }

  private static double rms(double magnitude) {
    return Math.sqrt(((ROWS - 1) * magnitude * magnitude + 25) / ROWS);
  }
}
