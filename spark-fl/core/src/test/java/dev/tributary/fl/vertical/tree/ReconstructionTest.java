package dev.tributary.fl.vertical.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.nodesums.PlainLinearMap;
import dev.tributary.fl.vertical.nodesums.lattice.LatticeLinearMap;
import dev.tributary.fl.vertical.nodesums.lattice.SigmaOut;
import org.junit.jupiter.api.Test;

/**
 * The attack that {@code sigma-out} is there against, where it is strong: 95 positives among 1,600
 * rows, 16 equations a tree, and drawing half of the rows for every tree so that no two equations
 * are alike. {@link ReconstructionExperiment} has the table on real data.
 */
class ReconstructionTest {
  private static final int TREES = 40;
  private static final TreeParameters PARAMETERS =
      TreeParameters.DEFAULTS.withTrees(TREES).withSampling(0.5, 1, 7);

  @Test
  void exactSumsGiveTheMembershipsOfPositivesAway() {
    assertThat(recovered(0, new PlainLinearMap())).isGreaterThan(0.95);
  }

  /**
   * 0.5 is nothing, and what correlated features tell is a little more: mean 0.57, standard
   * deviation 0.04 over 16 seeds of noise, so that the bound is more than four of these away.
   */
  @Test
  void noiseOfTenGradientsHidesThem() {
    assertThat(recovered(10, new LatticeLinearMap(SigmaOut.of(10)))).isLessThan(0.75);
  }

  private static double recovered(double sigma, LinearMap map) {
    Federation f =
        SharedData.thinned(
            new Synthetic(31).federation("binary", new RowOrder(3000, 0, 10), 3, 6), 0.06);
    double recovered =
        Reconstruction.of(f, PARAMETERS, Objective.binary(), map, 2).recovered(TREES);
    System.out.printf("sigma-out %s: %.3f of the positives' memberships%n", sigma, recovered);
    return recovered;
  }
}
