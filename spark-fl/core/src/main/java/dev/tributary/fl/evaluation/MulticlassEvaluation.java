package dev.tributary.fl.evaluation;

import dev.tributary.protocol.FederationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Quality of class probabilities.
 *
 * @param rows rows scored
 * @param accuracy share of rows whose most probable class is the true one; a tie goes to the lower
 *     class
 * @param logLoss mean negative log likelihood in nats, see {@link LogLoss}
 * @param confusion {@code [true class][predicted class]} weight
 */
public record MulticlassEvaluation(int rows, double accuracy, double logLoss, double[][] confusion)
    implements Evaluation {

  /**
   * @param probability {@code [row][class]}, each in [0, 1]
   * @param label {@code [row]} a class, {@code 0 .. classes - 1}
   * @param weight {@code [row]}, at least 0, positive in sum
   */
  public static MulticlassEvaluation of(double[][] probability, double[] label, double[] weight) {
    // The scores of a sample are not used here; it checks labels and weights.
    Sample sample = new Sample(new double[probability.length], label, weight);
    int classes = probability[0].length;
    double[][] confusion = new double[classes][classes];
    double loss = 0;
    double right = 0;
    for (int r = 0; r < probability.length; r++) {
      int truth = classOf(label[r], classes, r);
      int predicted = mostProbable(probability[r]);
      confusion[truth][predicted] += weight[r];
      right += predicted == truth ? weight[r] : 0;
      loss += weight[r] * LogLoss.nats(probability[r][truth], r);
    }
    double total = sample.totalWeight();
    return new MulticlassEvaluation(probability.length, right / total, loss / total, confusion);
  }

  public int classes() {
    return confusion.length;
  }

  private static int classOf(double label, int classes, int row) {
    if (!(label >= 0 && label < classes && label == Math.rint(label))) {
      throw FederationException.user(
          "label of row %d must be a whole number from 0 to %d. Provided value: %s",
          row, classes - 1, label);
    }
    return (int) label;
  }

  private static int mostProbable(double[] probability) {
    int best = 0;
    for (int k = 1; k < probability.length; k++) {
      best = probability[k] > probability[best] ? k : best;
    }
    return best;
  }

  @Override
  public <R> R as(Cases<R> cases) {
    return cases.classes(this);
  }

  @Override
  public Map<Metric, Double> metrics() {
    Map<Metric, Double> metrics = new LinkedHashMap<>();
    metrics.put(Metric.ACCURACY, accuracy);
    metrics.put(Metric.LOG_LOSS, logLoss);
    return metrics;
  }

  /** The same on any multiset of the rows. */
  static Resampled resampled(double[][] probability, double[] label, double[] weight) {
    double[][] terms = new double[2][probability.length];
    for (int r = 0; r < probability.length; r++) {
      int truth = classOf(label[r], probability[r].length, r);
      terms[0][r] = mostProbable(probability[r]) == truth ? 1 : 0;
      terms[1][r] = LogLoss.nats(probability[r][truth], r);
    }
    return new ResampledMeans(
        List.of(Metric.ACCURACY, Metric.LOG_LOSS), terms, weight, UnaryOperator.identity());
  }
}
