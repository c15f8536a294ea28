package dev.tributary.fl.horizontal.mlp;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Dense layers and where their weights are, which is where MLlib has them: layer after layer, the
 * weight from input {@code i} to unit {@code u} at {@code i * units + u}, then a bias a unit.
 *
 * @param sizes features, units of every hidden layer, outputs
 * @param activation of the hidden units; outputs have none
 */
record Topology(List<Integer> sizes, Activation activation) implements Serializable {
  Topology {
    sizes = List.copyOf(sizes);
  }

  static Topology of(int features, List<Integer> hidden, int outputs, Activation activation) {
    List<Integer> sizes = new ArrayList<>();
    sizes.add(features);
    sizes.addAll(hidden);
    sizes.add(outputs);
    return new Topology(sizes, activation);
  }

  /** Layers with weights. */
  int layers() {
    return sizes.size() - 1;
  }

  int inputs(int layer) {
    return sizes.get(layer);
  }

  int units(int layer) {
    return sizes.get(layer + 1);
  }

  /** How many weights there are, biases among them. */
  long weights() {
    return before(layers());
  }

  /** Where the weights of a layer begin. */
  int begin(int layer) {
    return Math.toIntExact(before(layer));
  }

  private long before(int layer) {
    long begin = 0;
    for (int l = 0; l < layer; l++) {
      begin += (inputs(l) + 1L) * units(l);
    }
    return begin;
  }

  /** Where the biases of a layer begin. */
  int biases(int layer) {
    return begin(layer) + inputs(layer) * units(layer);
  }

  /**
   * Weights to begin with: uniform with a variance of {@code 2 / (inputs + units)} times the
   * squared gain, biases 0. The same from the same seed, on every machine.
   */
  double[] start(long seed) {
    Random random = new Random(seed);
    double[] weights = new double[Math.toIntExact(weights())];
    for (int layer = 0; layer < layers(); layer++) {
      double gain = layer + 1 < layers() ? activation.gain() : 1;
      double most = gain * Math.sqrt(6.0 / (inputs(layer) + units(layer)));
      for (int at = begin(layer); at < biases(layer); at++) {
        weights[at] = most * (2 * random.nextDouble() - 1);
      }
    }
    return weights;
  }
}
