package dev.tributary.fl.vertical.nodesums;

import dev.tributary.fl.training.GradientPairs;
import java.util.Arrays;

/** Makes {@link LevelRows}: sorts rows by channel, each channel's in order, and cuts chunks. */
final class RowGathering {
  private final GradientPairs pairs;
  private final LevelChannels level;
  private final int[] starts;
  private final int[] rows;
  private final long[] sorted;

  RowGathering(GradientPairs pairs, LevelChannels level) {
    this.pairs = pairs;
    this.level = level;
    starts = starts();
    rows = new int[starts[level.channels()]];
    sorted = new long[rows.length];
  }

  LevelRows gather() {
    int[] next = starts.clone();
    for (int k = 0; k < pairs.classes(); k++) {
      short[] channelOfRow = level.channelOfRow()[k];
      for (int row = 0; row < channelOfRow.length; row++) {
        if (takesPart(k, row)) {
          int at = next[channelOfRow[row]]++;
          rows[at] = row;
          sorted[at] = LevelRows.pair(pairs.gradients()[k][row], pairs.hessians()[k][row]);
        }
      }
    }
    return cut();
  }

  /** First entry of every channel, and the number of entries. */
  private int[] starts() {
    int[] first = new int[level.channels() + 1];
    for (int k = 0; k < pairs.classes(); k++) {
      short[] channelOfRow = level.channelOfRow()[k];
      for (int row = 0; row < channelOfRow.length; row++) {
        if (takesPart(k, row)) {
          first[channelOfRow[row] + 1]++;
        }
      }
    }
    Arrays.parallelPrefix(first, Math::addExact);
    return first;
  }

  private boolean takesPart(int k, int row) {
    return level.channelOfRow()[k][row] >= 0
        && (pairs.gradients()[k][row] | pairs.hessians()[k][row]) != 0;
  }

  private LevelRows cut() {
    int[] ends = new int[rows.length];
    short[] channels = new short[rows.length];
    int chunks = 0;
    int at = 0;
    for (int channel = 0; channel < level.channels(); channel++) {
      while (at < starts[channel + 1]) {
        at = chunkEnd(at, starts[channel + 1]);
        ends[chunks] = at;
        channels[chunks] = (short) channel;
        chunks++;
      }
    }
    return new LevelRows(
        level.channels(),
        rows,
        sorted,
        Arrays.copyOf(ends, chunks),
        Arrays.copyOf(channels, chunks));
  }

  /** The longest chunk from an entry on, at least that entry. */
  private int chunkEnd(int from, int to) {
    long gradients = 0;
    long hessians = 0;
    for (int i = from; i < to; i++) {
      gradients += Math.abs(LevelRows.gradient(sorted[i]));
      hessians += Math.abs(LevelRows.hessian(sorted[i]));
      if (i > from && Math.max(gradients, hessians) > Integer.MAX_VALUE) {
        return i;
      }
    }
    return to;
  }
}
