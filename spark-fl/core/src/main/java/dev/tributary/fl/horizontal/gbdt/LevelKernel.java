package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.training.Objective;
import java.util.Iterator;
import java.util.List;

/**
 * Histograms of some nodes of a level, of drawn training rows: word {@code 1 + place}, with the
 * places of {@link HistogramPlaces}. Derivatives are taken from the scores anew at every level, so
 * that nothing of a round has to be kept where the rows are.
 *
 * @param trees {@code [class]} as they are so far
 * @param channels {@code [class][node]}, -1 for a node that is not summed
 */
@SuppressWarnings("ArrayRecordComponent")
record LevelKernel(
    Objective objective,
    DerivativeScale scale,
    RowDraw draw,
    List<BinTree> trees,
    int[][] channels,
    HistogramPlaces places)
    implements BlockKernel {
  @Override
  public int words() {
    return 1 + places.words();
  }

  @Override
  public long[] sum(Iterator<ScoredBlock> partition) {
    long[] words = new long[words()];
    while (partition.hasNext()) {
      ScoredBlock scored = partition.next();
      if (!scored.block().validates()) {
        add(scored, words);
      }
    }
    return words;
  }

  private void add(ScoredBlock scored, long[] words) {
    BinBlock block = scored.block();
    int rows = block.rows();
    double[][] g = new double[trees.size()][rows];
    double[][] h = new double[trees.size()][rows];
    objective.derivatives(scored.scores(), block.labels(), block.weights(), rows, g, h);
    boolean[] drawn = draw.of(block);
    for (int k = 0; k < trees.size(); k++) {
      Entries entries = new Entries(rows);
      for (int row = 0; row < rows; row++) {
        int channel = drawn[row] ? channels[k][trees.get(k).nodeOf(block, row)] : -1;
        if (channel >= 0) {
          entries.add(row, channel, scale.word(g[k][row]), scale.word(h[k][row]));
        }
      }
      entries.addTo(words, block, places);
    }
  }

  /** What rows add, gathered once for all features. */
  private static final class Entries {
    private final int[] rows;
    private final int[] channels;
    private final long[] gradients;
    private final long[] hessians;
    private int count;

    Entries(int most) {
      rows = new int[most];
      channels = new int[most];
      gradients = new long[most];
      hessians = new long[most];
    }

    void add(int row, int channel, long gradient, long hessian) {
      rows[count] = row;
      channels[count] = channel;
      gradients[count] = gradient;
      hessians[count] = hessian;
      count++;
    }

    void addTo(long[] words, BinBlock block, HistogramPlaces places) {
      if (places.hasNodes()) {
        for (int i = 0; i < count; i++) {
          addTo(words, places.node(channels[i]), i);
        }
      }
      int[] features = places.layout().features();
      for (int f = 0; f < features.length; f++) {
        byte[] bins = block.bins(features[f]);
        int[] first = places.feature(f);
        for (int i = 0; i < count; i++) {
          addTo(words, first[channels[i]] + HistogramLayout.WORDS * (bins[rows[i]] & 0xff), i);
        }
      }
    }

    private void addTo(long[] words, int place, int i) {
      words[place + 1] += gradients[i];
      words[place + 2] += hessians[i];
      words[place + 3]++;
    }
  }
}
