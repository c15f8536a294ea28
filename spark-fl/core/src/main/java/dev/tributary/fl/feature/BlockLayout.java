package dev.tributary.fl.feature;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.FeatureCuts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Which features share a block. Features are dealt to blocks at random, so that the block of an
 * opaque candidate says nothing about the feature's place in the table.
 *
 * @param blocks {@code [block][column]} feature numbers
 */
public record BlockLayout(int[][] blocks) {
  /**
   * Deals features to blocks of nearly equal size.
   *
   * @param features at least 1
   * @param count blocks wanted; fewer if there are fewer features
   * @param random protects the order of features; from SecureRandom outside tests
   */
  public static BlockLayout random(int features, int count, RandomGenerator random) {
    int[] order = identity(features);
    for (int i = features - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return cut(order, count);
  }

  /** Features in their own order; for a party's own use and for tests. */
  public static BlockLayout natural(int features, int count) {
    return cut(identity(features), count);
  }

  /**
   * Bins the columns of one block.
   *
   * @param values {@code [feature][row]}, all rows
   */
  public BinnedBlock bin(int block, FeatureCuts cuts, double[][] values) {
    int[] features = blocks[block];
    int[] valueBins = new int[features.length];
    boolean[] missing = new boolean[features.length];
    byte[][] bins = new byte[features.length][];
    for (int column = 0; column < features.length; column++) {
      int feature = features[column];
      valueBins[column] = cuts.valueBins(feature);
      missing[column] = cuts.missing()[feature];
      bins[column] = bins(cuts, feature, values[feature]);
    }
    return new BinnedBlock(features, valueBins, missing, bins);
  }

  /** Bins all blocks; empty if there are no features. */
  public List<BinnedBlock> bin(FeatureCuts cuts, double[][] values) {
    List<BinnedBlock> result = new ArrayList<>();
    for (int block = 0; block < blocks.length; block++) {
      result.add(bin(block, cuts, values));
    }
    return result;
  }

  private static byte[] bins(FeatureCuts cuts, int feature, double[] values) {
    byte[] bins = new byte[values.length];
    for (int row = 0; row < values.length; row++) {
      bins[row] = (byte) cuts.bin(feature, values[row]);
    }
    return bins;
  }

  private static BlockLayout cut(int[] order, int count) {
    int blocks = Math.min(Math.max(count, 1), order.length);
    int[][] result = new int[blocks][];
    for (int b = 0; b < blocks; b++) {
      int from = (int) ((long) order.length * b / blocks);
      int to = (int) ((long) order.length * (b + 1) / blocks);
      result[b] = Arrays.copyOfRange(order, from, to);
    }
    return new BlockLayout(result);
  }

  private static int[] identity(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    return order;
  }
}
