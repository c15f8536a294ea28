package dev.tributary.fl.vertical.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.model.FeatureImportance;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.vertical.nodesums.lattice.LatticeLinearMap;
import dev.tributary.fl.vertical.nodesums.lattice.SigmaOut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What a feature party makes of the gain and cover that it is told at the end. The documents say:
 * how many people are in the larger class to 25 %, and no label of anybody. The cover of the first
 * root is n p (1 - p), in 53 bits, so it is the exact number of positives; with the gain, so is
 * that on either side of its own threshold. Two trainings whose tables differ in one person then
 * tell that person's label.
 */
class GainsTellLabelsTest {
  private static final int ROWS = 400;

  @Test
  void theNumberOfPositivesStaysUncertain() {
    List<Long> recovered = new ArrayList<>();
    List<Long> leftRecovered = new ArrayList<>();
    List<Long> actual = new ArrayList<>();
    List<Long> leftActual = new ArrayList<>();
    for (int positives = 60; positives < 64; positives++) {
      double[] labels = new double[ROWS];
      Arrays.fill(labels, 0, positives, 1);
      double[] column = new double[ROWS];
      Random random = new Random(5);
      for (int row = 0; row < ROWS; row++) {
        column[row] = random.nextGaussian() + (row < 60 ? 2 : 0);
      }
      Federation f =
          new Federation(
              new RowOrder(ROWS, 0, 0),
              labels,
              null,
              List.of(new Table(List.of("x"), new double[][] {column})));
      f.blocks = 1;
      f.map = () -> new LatticeLinearMap(SigmaOut.automatic());
      TreeParameters parameters = TreeParameters.DEFAULTS.withTrees(1).withDepth(1);
      FeatureResult told = f.train(parameters, Objective.binary()).features().get(0);

      FeatureImportance importance = told.importances().get(0);
      double p = (1 - Math.sqrt(1 - 4 * importance.cover() / ROWS)) / 2;
      recovered.add(Math.round(ROWS * p));
      actual.add((long) positives);

      double threshold = told.model().splits().get(0).rule().threshold();
      long left = Arrays.stream(column).filter(x -> x <= threshold).count();
      double h = p * (1 - p);
      double lambda = parameters.lambda();
      double strength = 1 / (left * h + lambda) + 1 / ((ROWS - left) * h + lambda);
      leftRecovered.add(Math.round(left * p - Math.sqrt(importance.gain() / strength)));
      long leftPositives = 0;
      for (int row = 0; row < positives; row++) {
        leftPositives += column[row] <= threshold ? 1 : 0;
      }
      leftActual.add(leftPositives);
    }

    assertThat(List.of(recovered, leftRecovered))
        .as(
            "positives of all, and of those left of its own threshold, as the bureau works them out")
        .isNotEqualTo(List.of(actual, leftActual));
  }
}
