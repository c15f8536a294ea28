package dev.tributary.fl.vertical.nodesums.paillier;

import dev.tributary.fl.training.GradientPairs;
import dev.tributary.fl.vertical.nodesums.LevelChannels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Cuts the training rows into slices of equal length for the label party's executors. Streams
 * (classes, or cells of a hidden level) follow each other, each with all slices.
 */
final class RowSlices {
  /** Bounds a piece to 16 MB at 2048 bits. */
  private static final int MAX_ROWS = 1 << 15;

  private final GradientPairs pairs;
  private final int slices;

  /**
   * @param parallelism tasks that run at once
   */
  RowSlices(GradientPairs pairs, int parallelism) {
    this.pairs = pairs;
    int needed = (pairs.rows() + MAX_ROWS - 1) / MAX_ROWS;
    int wanted = (needed + parallelism - 1) / parallelism * parallelism;
    this.slices = Math.min(wanted, pairs.rows());
  }

  /** One stream per class: the pair of every row that is drawn, once for all levels. */
  List<RowSlice> ofRound() {
    BitSet drawn = drawn();
    List<RowSlice> result = new ArrayList<>();
    for (int k = 0; k < pairs.classes(); k++) {
      for (int s = 0; s < slices; s++) {
        int from = start(s);
        int to = start(s + 1);
        int[][] g = {Arrays.copyOfRange(pairs.gradients()[k], from, to)};
        int[][] h = {Arrays.copyOfRange(pairs.hessians()[k], from, to)};
        result.add(new RowSlice(from, to - from, drawn.get(from, to), g, h, null));
      }
    }
    return result;
  }

  /** One stream per cell of a hidden level: all rows, 0 where a row has no channel of the cell. */
  List<RowSlice> ofLevel(LevelChannels level, CellShape shape) {
    List<RowSlice> result = new ArrayList<>();
    for (int cell = 0; cell < shape.cellsPerCandidate(); cell++) {
      for (int s = 0; s < slices; s++) {
        result.add(ofLevel(level, shape, cell, start(s), start(s + 1)));
      }
    }
    return result;
  }

  private RowSlice ofLevel(LevelChannels level, CellShape shape, int cell, int from, int to) {
    int classes = pairs.classes();
    int[][] g = new int[classes][];
    int[][] h = new int[classes][];
    short[][] slots = new short[classes][to - from];
    for (int k = 0; k < classes; k++) {
      g[k] = Arrays.copyOfRange(pairs.gradients()[k], from, to);
      h[k] = Arrays.copyOfRange(pairs.hessians()[k], from, to);
      for (int row = from; row < to; row++) {
        int slot = level.channelOfRow()[k][row] - cell * shape.pairsPerCell();
        boolean inside = slot >= 0 && slot < shape.pairsPerCell();
        slots[k][row - from] = (short) (inside ? slot : -1);
      }
    }
    BitSet all = new BitSet(to - from);
    all.set(0, to - from);
    return new RowSlice(from, to - from, all, g, h, slots);
  }

  private int start(int slice) {
    return (int) ((long) pairs.rows() * slice / slices);
  }

  /** Rows with any derivative; sampled-out rows have none. */
  private BitSet drawn() {
    BitSet drawn = new BitSet(pairs.rows());
    for (int k = 0; k < pairs.classes(); k++) {
      for (int row = 0; row < pairs.rows(); row++) {
        if ((pairs.gradients()[k][row] | pairs.hessians()[k][row]) != 0) {
          drawn.set(row);
        }
      }
    }
    return drawn;
  }
}
