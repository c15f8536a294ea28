package dev.tributary.fl.horizontal.mlp;

import java.util.Arrays;

/**
 * From the weights of a round and the mean change of the parties to the next weights; the same at
 * all parties, with {@code + - * /} and roots alone.
 *
 * <p>FedAdam (Reddi et al., Adaptive federated optimization, 2021, algorithm 2) without bias
 * correction: {@code m = 0.9 m + 0.1 d; v = 0.99 v + 0.01 d^2; w += rate m / (sqrt(v) + 0.001)}
 * from {@code m = 0} and {@code v = 0.001^2}.
 */
final class ServerStep {
  private static final double FIRST = 0.9;
  private static final double SECOND = 0.99;
  private static final double FLOOR = 1e-3;

  private final MlpSettings.Server server;
  private final double[] mean;
  private final double[] square;

  ServerStep(MlpSettings.Server server, int weights) {
    this.server = server;
    this.mean = new double[weights];
    this.square = new double[weights];
    Arrays.fill(square, FLOOR * FLOOR);
  }

  /** The next weights. */
  double[] of(double[] at, double[] change) {
    double[] next = at.clone();
    for (int i = 0; i < next.length; i++) {
      next[i] +=
          server.learningRate()
              * (server.aggregate() == Aggregate.FEDADAM ? adam(i, change[i]) : change[i]);
    }
    return next;
  }

  private double adam(int i, double change) {
    mean[i] = FIRST * mean[i] + (1 - FIRST) * change;
    square[i] = SECOND * square[i] + (1 - SECOND) * change * change;
    return mean[i] / (Math.sqrt(square[i]) + FLOOR);
  }
}
