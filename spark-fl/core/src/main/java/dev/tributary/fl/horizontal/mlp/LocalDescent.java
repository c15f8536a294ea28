package dev.tributary.fl.horizontal.mlp;

import dev.tributary.fl.horizontal.rows.RowBlock;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Mini-batch gradient descent over the rows of one shard, in an order that follows from the seed,
 * the round and the rows: nothing in it depends on threads or partitions.
 *
 * <p>A step goes against the gradient of {@code 1 / (b m) sum of w_i loss_i + penalty / 2 |W|^2 +
 * proximal / 2 |w - start|^2} over a batch of {@code b} rows, {@code m} being the mean weight of a
 * row of the shard and {@code W} the weights without biases.
 *
 * <p>A weight that no row of the shard moves in a round stays as it is: behind a column that does
 * not vary, or a rectifier that never opens. With the penalty alone it would shrink by a known
 * factor a step, and the total over few parties would tell how many steps each took, and so how
 * many rows it has.
 */
final class LocalDescent {
  /** Keeps the seeds of epochs apart: the golden ratio, in 64 bits. */
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private final Topology topology;
  private final Network network;
  private final MlpSettings settings;
  private final List<RowBlock> blocks;
  private final int[][] places;
  private final double weight;

  /**
   * @param blocks all rows of the shard, in an order that they tell themselves
   */
  LocalDescent(Topology topology, Network network, MlpSettings settings, List<RowBlock> blocks) {
    this.topology = topology;
    this.network = network;
    this.settings = settings;
    this.blocks = blocks;
    this.places = new int[blocks.stream().mapToInt(RowBlock::rows).sum()][];
    double sum = 0;
    int at = 0;
    for (int b = 0; b < blocks.size(); b++) {
      for (int r = 0; r < blocks.get(b).rows(); r++) {
        places[at++] = new int[] {b, r};
        sum += blocks.get(b).weight(r);
      }
    }
    this.weight = sum;
  }

  /** Of all rows. */
  double weight() {
    return weight;
  }

  /** The weights that the epochs of a round lead to; those at the start where no row weighs. */
  double[] from(double[] start, int round) {
    double[] at = start.clone();
    if (!(weight > 0)) {
      return at;
    }
    double[] gradient = new double[at.length];
    boolean[] moved = new boolean[at.length];
    int batch = settings.local().batch();
    for (int epoch = 0; epoch < settings.local().epochs(); epoch++) {
      int[][] order = shuffled(round, epoch);
      for (int from = 0; from < order.length; from += batch) {
        int until = (int) Math.min(order.length, (long) from + batch);
        step(order, from, until, gradient, at, start);
        for (int i = 0; i < moved.length; i++) {
          moved[i] |= gradient[i] != 0;
        }
      }
    }
    for (int i = 0; i < moved.length; i++) {
      at[i] = moved[i] ? at[i] : start[i];
    }
    return at;
  }

  private void step(
      int[][] order, int from, int until, double[] gradient, double[] at, double[] start) {
    Arrays.fill(gradient, 0);
    for (int i = from; i < until; i++) {
      RowBlock block = blocks.get(order[i][0]);
      int row = order[i][1];
      if (block.weight(row) > 0) {
        int first = row * block.features();
        network.gradient(at, block.values(), first, block.label(row), block.weight(row), gradient);
      }
    }
    MlpSettings.Local local = settings.local();
    double unit = 1 / ((until - from) * (weight / order.length));
    for (int layer = 0; layer < topology.layers(); layer++) {
      int biases = topology.biases(layer);
      int end = biases + topology.units(layer);
      for (int i = topology.begin(layer); i < end; i++) {
        double penalty = i < biases ? local.penalty() * at[i] : 0;
        double slope = gradient[i] * unit + penalty + local.proximal() * (at[i] - start[i]);
        at[i] -= local.learningRate() * slope;
      }
    }
  }

  private int[][] shuffled(int round, int epoch) {
    Random random = new Random(settings.seed() + SPREAD * (((long) round << 20) + epoch + 1));
    int[][] order = places.clone();
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int[] place = order[i];
      order[i] = order[other];
      order[other] = place;
    }
    return order;
  }
}
