package dev.tributary.fl.horizontal.mlp;

import dev.tributary.fl.horizontal.glm.GlmObjective;

/**
 * Outputs, loss and gradient of one row at a time. Its arrays are written at every call: a thread
 * has one of its own.
 */
final class Network {
  private final Topology topology;
  private final GlmObjective loss;

  /** {@code [layer][unit]}, the last one before the loss. */
  private final double[][] out;

  /** {@code [layer][unit]} derivatives of the loss by what a unit gets. */
  private final double[][] slopes;

  /** {@code [layer]} where its weights and its biases begin. */
  private final int[] begins;

  private final int[] biases;

  Network(Topology topology, GlmObjective loss) {
    this.topology = topology;
    this.loss = loss;
    this.out = new double[topology.layers()][];
    this.slopes = new double[topology.layers()][];
    this.begins = new int[topology.layers()];
    this.biases = new int[topology.layers()];
    for (int layer = 0; layer < out.length; layer++) {
      out[layer] = new double[topology.units(layer)];
      slopes[layer] = new double[topology.units(layer)];
      begins[layer] = topology.begin(layer);
      biases[layer] = topology.biases(layer);
    }
  }

  /**
   * What the last layer gives, before the softmax; valid until the next call.
   *
   * @param weights laid out as {@link Topology} says
   * @param row features from {@code from} on
   */
  double[] outputs(double[] weights, double[] row, int from) {
    double[] in = row;
    int at = from;
    for (int layer = 0; layer < out.length; layer++) {
      multiply(weights, layer, in, at);
      if (layer + 1 < out.length) {
        activate(out[layer]);
      }
      in = out[layer];
      at = 0;
    }
    return in;
  }

  private void multiply(double[] weights, int layer, double[] in, int from) {
    double[] into = out[layer];
    int units = into.length;
    System.arraycopy(weights, biases[layer], into, 0, units);
    int inputs = topology.inputs(layer);
    for (int i = 0; i < inputs; i++) {
      double value = in[from + i];
      int at = begins[layer] + i * units;
      for (int u = 0; u < units; u++) {
        into[u] += weights[at + u] * value;
      }
    }
  }

  private void activate(double[] units) {
    for (int u = 0; u < units.length; u++) {
      units[u] = topology.activation().of(units[u]);
    }
  }

  /** Loss of a row of weight 1. */
  double loss(double[] weights, double[] row, int from, double label) {
    double[] last = outputs(weights, row, from);
    return loss.loss(label, last, slopes[slopes.length - 1]);
  }

  /**
   * Adds {@code factor} times the gradient of a row's loss.
   *
   * @param into laid out like the weights
   * @return the loss
   */
  double gradient(
      double[] weights, double[] row, int from, double label, double factor, double[] into) {
    double value = loss(weights, row, from, label);
    for (int layer = out.length - 1; layer >= 0; layer--) {
      addGradient(layer, layer == 0 ? row : out[layer - 1], layer == 0 ? from : 0, factor, into);
      if (layer > 0) {
        pass(weights, layer);
      }
    }
    return value;
  }

  private void addGradient(int layer, double[] in, int from, double factor, double[] into) {
    double[] slope = slopes[layer];
    int inputs = topology.inputs(layer);
    for (int i = 0; i < inputs; i++) {
      double value = factor * in[from + i];
      int at = begins[layer] + i * slope.length;
      for (int u = 0; u < slope.length; u++) {
        into[at + u] += value * slope[u];
      }
    }
    for (int u = 0; u < slope.length; u++) {
      into[biases[layer] + u] += factor * slope[u];
    }
  }

  /** From the slopes of a layer to those of the one before. */
  private void pass(double[] weights, int layer) {
    double[] slope = slopes[layer];
    double[] before = slopes[layer - 1];
    for (int i = 0; i < before.length; i++) {
      double sum = 0;
      int at = begins[layer] + i * slope.length;
      for (int u = 0; u < slope.length; u++) {
        sum += weights[at + u] * slope[u];
      }
      before[i] = sum * topology.activation().slope(out[layer - 1][i]);
    }
  }
}
