package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.ChannelScale;
import dev.tributary.crypto.lattice.LatticePlan;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.crypto.prg.SeedTree;
import dev.tributary.fl.training.GradientPairs;
import dev.tributary.fl.vertical.nodesums.LevelChannels;
import dev.tributary.protocol.linearmap.ChannelLease;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The message m of a level: a row's gradient in channel {@code 2 j} and its hessian in {@code 2 j +
 * 1} where {@code j} is the node of the row, 0 in all other channels.
 *
 * @param pairs of the round, in fixed point
 * @param channels nodes of the rows
 * @param values words per fixed-point unit
 */
record LevelVectors(GradientPairs pairs, LevelChannels channels, RoundScale values)
    implements Serializable {
  /**
   * Words of a slice.
   *
   * @param firstNode node of the first two channels of the lease
   * @return rows x channels of the lease
   */
  WordMatrix words(LatticePlan plan, RowRange slice, ChannelLease lease, int firstNode) {
    WordMatrix words = new WordMatrix(plan.set(), slice.rows(), lease.channels());
    int nodes = lease.channels() / 2;
    ChannelScale gradientScale = plan.scales().get(0);
    ChannelScale hessianScale = plan.scales().get(1);
    for (int k = 0; k < pairs.classes(); k++) {
      short[] channelOfRow = channels.channelOfRow()[k];
      int[] g = pairs.gradients()[k];
      int[] h = pairs.hessians()[k];
      for (int r = 0; r < slice.rows(); r++) {
        int row = slice.firstRow() + r;
        int node = channelOfRow[row] - firstNode;
        if (node >= 0 && node < nodes) {
          words.add(r, 2 * node, gradientScale.encode(values.gradientUnit() * g[row]));
          words.add(r, 2 * node + 1, hessianScale.encode(values.hessianUnit() * h[row]));
        }
      }
    }
    return words;
  }

  /**
   * Digest of the message under a plan.
   *
   * @param roundDigest of the pairs, from {@link #digest(GradientPairs)}
   */
  byte[] digest(LatticePlan plan, byte[] roundDigest) {
    byte[][] parts = new byte[channels.channelOfRow().length + 3][];
    parts[0] = roundDigest;
    parts[1] =
        ByteBuffer.allocate(16)
            .putDouble(values.gradientUnit())
            .putDouble(values.hessianUnit())
            .array();
    parts[2] = plan.toString().getBytes(StandardCharsets.UTF_8);
    for (int k = 0; k < channels.channelOfRow().length; k++) {
      short[] channelOfRow = channels.channelOfRow()[k];
      ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES * channelOfRow.length);
      bytes.asShortBuffer().put(channelOfRow);
      parts[3 + k] = bytes.array();
    }
    return SeedTree.digest("lattice level", parts);
  }

  /** Digest of a round's pairs. */
  static byte[] digest(GradientPairs pairs) {
    byte[][] parts = new byte[2 * pairs.classes()][];
    for (int k = 0; k < pairs.classes(); k++) {
      parts[2 * k] = bytes(pairs.gradients()[k]);
      parts[2 * k + 1] = bytes(pairs.hessians()[k]);
    }
    return SeedTree.digest("lattice round", parts);
  }

  private static byte[] bytes(int[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * values.length);
    bytes.asIntBuffer().put(values);
    return bytes.array();
  }
}
