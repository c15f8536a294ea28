package dev.tributary.fl.linearmap;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The training rows that a level sums over, gathered once for all columns: entry {@code i} adds
 * {@code (gradient[i], hessian[i])} of {@code row[i]} to {@code channel[i]}. With several classes a
 * row may occur once per class.
 */
public final class LevelRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int channels;
  private final int[] rows;
  private final short[] channel;
  private final int[] gradients;
  private final int[] hessians;

  private LevelRows(int channels, int[] rows, short[] channel, int[] gradients, int[] hessians) {
    this.channels = channels;
    this.rows = rows;
    this.channel = channel;
    this.gradients = gradients;
    this.hessians = hessians;
  }

  /** Gathers the rows that have a channel and are not sampled out. */
  public static LevelRows of(GradientPairs pairs, LevelChannels level) {
    int capacity = Math.multiplyExact(pairs.classes(), pairs.rows());
    int[] rows = new int[capacity];
    short[] channel = new short[capacity];
    int[] gradients = new int[capacity];
    int[] hessians = new int[capacity];
    int n = 0;
    for (int k = 0; k < pairs.classes(); k++) {
      short[] channelOfRow = level.channelOfRow()[k];
      int[] g = pairs.gradients()[k];
      int[] h = pairs.hessians()[k];
      for (int row = 0; row < channelOfRow.length; row++) {
        if (channelOfRow[row] >= 0 && (g[row] | h[row]) != 0) {
          rows[n] = row;
          channel[n] = channelOfRow[row];
          gradients[n] = g[row];
          hessians[n] = h[row];
          n++;
        }
      }
    }
    return new LevelRows(
        level.channels(),
        Arrays.copyOf(rows, n),
        Arrays.copyOf(channel, n),
        Arrays.copyOf(gradients, n),
        Arrays.copyOf(hessians, n));
  }

  public int channels() {
    return channels;
  }

  /** Number of entries. */
  public int size() {
    return rows.length;
  }

  /**
   * Adds one column's histogram.
   *
   * @param bins bins by row
   * @param stride bins per channel in {@code histogram}
   * @param histogram {@code 2 * (channel * stride + bin)} the gradient, one further the hessian
   */
  void add(byte[] bins, int stride, long[] histogram) {
    if (channels == 1) {
      addOneChannel(bins, histogram);
      return;
    }
    int width = 2 * stride;
    for (int i = 0; i < rows.length; i++) {
      int at = channel[i] * width + ((bins[rows[i]] & 0xff) << 1);
      histogram[at] += gradients[i];
      histogram[at + 1] += hessians[i];
    }
  }

  private void addOneChannel(byte[] bins, long[] histogram) {
    for (int i = 0; i < rows.length; i++) {
      int at = (bins[rows[i]] & 0xff) << 1;
      histogram[at] += gradients[i];
      histogram[at + 1] += hessians[i];
    }
  }
}
