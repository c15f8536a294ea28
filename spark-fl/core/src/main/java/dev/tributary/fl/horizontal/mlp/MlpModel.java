package dev.tributary.fl.horizontal.mlp;

import dev.tributary.fl.model.ModelJson;
import java.io.Serializable;
import java.util.List;

/**
 * A perceptron, equal at all parties. Feature {@code j} enters the first layer as {@code (x_j -
 * shift_j) factor_j}; the last layer's outputs go through a softmax or, under squared error, are
 * multiplied by {@code labelFactor} and moved by {@code labelShift}.
 *
 * @param format {@link #FORMAT}
 * @param objective name of what was minimised
 * @param outputs units of the last layer: classes, or 1
 * @param features names of the columns
 * @param hidden units of the layers between
 * @param activation of the hidden units
 * @param shift {@code [feature]}
 * @param factor {@code [feature]}; 0 for a column that did not vary
 * @param weights layer after layer, the weight from input {@code i} to unit {@code u} at {@code i *
 *     units + u}, then the biases: the layout of MLlib's perceptron
 */
public record MlpModel(
    int format,
    String objective,
    int outputs,
    List<String> features,
    List<Integer> hidden,
    String activation,
    double[] shift,
    double[] factor,
    double labelShift,
    double labelFactor,
    double[] weights)
    implements Serializable {
  /** The format that this release writes. */
  public static final int FORMAT = 1;

  public MlpModel {
    ModelJson.requireFormat("perceptron", format, FORMAT);
    features = List.copyOf(features);
    hidden = List.copyOf(hidden);
    MlpObjective known = new MlpObjective(objective, outputs);
    hidden.forEach(MlpParameters.UNITS::require);
    Topology topology = Topology.of(features.size(), hidden, outputs, Activation.of(activation));
    if (known.outputs() != outputs
        || shift.length != features.size()
        || factor.length != features.size()
        || weights.length != topology.weights()) {
      throw new IllegalArgumentException(
          "a perceptron of layers %s has %d outputs and %d weights. Provided value: %d and %d"
              .formatted(
                  topology.sizes(), known.outputs(), topology.weights(), outputs, weights.length));
    }
  }

  /** What it was fitted to. */
  public MlpObjective fitted() {
    return new MlpObjective(objective, outputs);
  }

  /**
   * What the last layer gives for a row, before the softmax or the label's scale.
   *
   * @param row {@code [feature]}, none missing
   */
  public double[] raw(double[] row) {
    double[] scaled = new double[row.length];
    for (int j = 0; j < row.length; j++) {
      scaled[j] = (row[j] - shift[j]) * factor[j];
    }
    Topology topology = Topology.of(features.size(), hidden, outputs, Activation.of(activation));
    return new Network(topology, fitted().loss()).outputs(weights, scaled, 0).clone();
  }

  /**
   * Predictions.
   *
   * @param raw of {@link #raw}
   * @return a probability a class, or one mean
   */
  public double[] predict(double[] raw) {
    return fitted().isClassification()
        ? fitted().loss().predict(raw)
        : new double[] {labelShift + labelFactor * raw[0]};
  }

  /**
   * Root mean square of the weights from a column, at standard deviation 1, to the first layer.
   *
   * @param feature index of the column
   */
  public double strength(int feature) {
    int units = hidden.isEmpty() ? outputs : hidden.get(0);
    double squares = 0;
    for (int u = 0; u < units; u++) {
      squares += weights[feature * units + u] * weights[feature * units + u];
    }
    return factor[feature] == 0 ? 0 : Math.sqrt(squares / units);
  }

  /**
   * What a row is judged by: what it predicts, of two classes the probability of label 1 alone.
   *
   * @param row {@code [feature]}
   */
  public double[] judged(double[] row) {
    double[] predicted = predict(raw(row));
    return fitted().labels().hasPositives() ? new double[] {predicted[1]} : predicted;
  }
}
