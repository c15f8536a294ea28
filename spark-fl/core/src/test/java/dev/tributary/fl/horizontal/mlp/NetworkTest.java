package dev.tributary.fl.horizontal.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    "binary,SIGMOID,3,0",
    "binary,SIGMOID,5,4",
    "binary,RELU,6,0",
    "multiclass,SIGMOID,4,3",
    "multiclass,RELU,7,5",
    "squared-error,SIGMOID,4,0",
    "squared-error,RELU,5,3"
  })
  void theGradientIsThatOfFiniteDifferences(
      String name, Activation activation, int first, int second) {
    MlpObjective objective = new MlpObjective(name, 3);
    List<Integer> hidden = second == 0 ? List.of(first) : List.of(first, second);
    Topology topology = Topology.of(4, hidden, objective.outputs(), activation);
    Network network = new Network(topology, objective.loss());
    double[] weights = topology.start(3);
    Random random = new Random(4);
    for (int i = 0; i < weights.length; i++) {
      weights[i] += 0.1 * random.nextGaussian(); // no bias stays 0
    }
    for (int trial = 0; trial < 5; trial++) {
      double[] row = random.doubles(6, -2, 2).toArray();
      double label = objective.isClassification() ? random.nextInt(objective.outputs()) : 0.7;
      double[] gradient = new double[weights.length];
      double loss = network.gradient(weights, row, 1, label, 2.5, gradient);
      assertThat(loss).isEqualTo(network.loss(weights, row, 1, label)).isPositive();
      for (int i = 0; i < weights.length; i++) {
        double[] moved = weights.clone();
        double step = 1e-5;
        moved[i] += step;
        double above = network.loss(moved, row, 1, label);
        moved[i] -= 2 * step;
        double below = network.loss(moved, row, 1, label);
        assertThat(gradient[i])
            .as("weight %d", i)
            .isCloseTo(2.5 * (above - below) / (2 * step), within(1e-8));
      }
    }
  }

  @Test
  void outputsAreThoseByHand() {
    Topology topology = Topology.of(2, List.of(2), 2, Activation.SIGMOID);
    Network network = new Network(topology, new MlpObjective("binary", 0).loss());
    double[] weights = {
      1, -1, 2, 0.5, /* biases */ 0.1, -0.2, /* second layer */ 3, -3, 1, 2, /* biases */ 0, 0.5
    };
    // unit 0: 1 * 0.4 + 2 * -0.3 + 0.1 = -0.1; unit 1: -1 * 0.4 + 0.5 * -0.3 - 0.2 = -0.75
    double h0 = 1 / (1 + Math.exp(0.1));
    double h1 = 1 / (1 + Math.exp(0.75));
    double[] out = network.outputs(weights, new double[] {0.4, -0.3}, 0);
    assertThat(out[0]).isCloseTo(3 * h0 + h1, within(1e-15));
    assertThat(out[1]).isCloseTo(-3 * h0 + 2 * h1 + 0.5, within(1e-15));
    double loss = network.loss(weights, new double[] {0.4, -0.3}, 0, 1);
    assertThat(loss)
        .isCloseTo(
            -Math.log(Math.exp(out[1]) / (Math.exp(out[0]) + Math.exp(out[1]))), within(1e-12));
  }

  @Test
  void withoutHiddenLayersItIsALinearModel() {
    Topology topology = Topology.of(3, List.of(), 1, Activation.RELU);
    assertThat(topology.weights()).isEqualTo(4);
    Network network = new Network(topology, new MlpObjective("squared-error", 0).loss());
    assertThat(network.outputs(new double[] {1, 2, 3, 4}, new double[] {1, 1, -1}, 0))
        .containsExactly(4);
  }

  @Test
  void firstWeightsFollowFromTheSeed() {
    Topology topology = Topology.of(200, List.of(100), 3, Activation.SIGMOID);
    double[] start = topology.start(7);
    assertThat(topology.start(7)).containsExactly(start);
    assertThat(topology.start(8)).isNotEqualTo(start);
    double most = 4 * Math.sqrt(6.0 / 300);
    double squares = 0;
    for (int i = 0; i < 20_000; i++) {
      assertThat(Math.abs(start[i])).isLessThanOrEqualTo(most);
      squares += start[i] * start[i];
    }
    // the mean of 20,000 squares of uniform numbers is off by less than 2 %
    assertThat(squares / 20_000).isCloseTo(most * most / 3, within(0.02 * most * most / 3));
    for (int i = 20_000; i < 20_100; i++) {
      assertThat(start[i]).as("bias").isZero();
    }
    // which all parties must draw alike, on any machine: the numbers of java.util.Random
    assertThat(start[0]).isEqualTo(most * (2 * 0.7306990420600421 - 1));
    assertThat(start[1]).isEqualTo(most * (2 * 0.7491696031336331 - 1));
  }
}
