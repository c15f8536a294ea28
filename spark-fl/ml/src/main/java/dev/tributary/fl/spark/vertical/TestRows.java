package dev.tributary.fl.spark.vertical;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.Objective;
import dev.tributary.protocol.FederationException;
import java.util.stream.IntStream;

/** Rows in common that are set aside to judge models on, which only the join makes known. */
final class TestRows {
  private TestRows() {}

  /**
   * USER where there are such rows and they could not tell one model from another, before anything
   * is trained.
   *
   * @param labels in row order
   * @param weights the same; null where every row weighs 1
   */
  static void require(RowOrder order, Objective objective, double[] labels, double[] weights) {
    if (order.test() == 0) {
      return;
    }
    double[] seen =
        IntStream.range(order.testStart(), order.rows())
            .filter(row -> weights == null || weights[row] > 0)
            .mapToDouble(row -> labels[row])
            .distinct()
            .limit(Math.max(2, objective.labelsToJudge()))
            .toArray();
    if (seen.length == 0) {
      throw FederationException.user(
          "all %d common test rows have weight 0, so that no model can be judged on them: change"
              + " the split, or correct the column of weights",
          order.test());
    }
    if (seen.length < objective.labelsToJudge()) {
      throw FederationException.user(
          "all %d common test rows%s have label %.0f, and AUC and KS need both classes: choose"
              + " another split or a longer observation window",
          order.test(), weights == null ? "" : " that weigh anything", seen[0]);
    }
  }
}
