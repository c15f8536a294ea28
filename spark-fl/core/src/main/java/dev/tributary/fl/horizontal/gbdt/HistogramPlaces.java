package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.protocol.secagg.VectorPieces;
import java.io.Serializable;

/**
 * Where the histograms of several nodes stand in one vector; every node has a channel, counted from
 * 0. All parties place them alike.
 */
sealed interface HistogramPlaces extends Serializable {
  /** What a node's histograms are. */
  HistogramLayout layout();

  /** How many nodes. */
  int channels();

  /** Length of the vector. */
  int words();

  /** Whether a node's own sums stand before its histograms, in {@link HistogramLayout#WORDS}. */
  boolean hasNodes();

  /** First word of a channel; its own sums where there are such. */
  int node(int channel);

  /** First words of one feature's bins, by channel; by place of the feature in the layout. */
  int[] feature(int feature);

  /**
   * One node after the other, each as its layout has it.
   *
   * @param layout of a node
   */
  record Nodes(HistogramLayout layout, int channels) implements HistogramPlaces {
    @Override
    public int words() {
      return Math.multiplyExact(channels, layout.width());
    }

    @Override
    public boolean hasNodes() {
      return true;
    }

    @Override
    public int node(int channel) {
      return channel * layout.width();
    }

    @Override
    public int[] feature(int feature) {
      int[] places = new int[channels];
      for (int c = 0; c < channels; c++) {
        places[c] = node(c) + layout.at(feature);
      }
      return places;
    }
  }

  /**
   * Made to be read in pieces of a vector ({@link VectorPieces}): no histogram stands in two of
   * them. A few words at the end of a piece stay 0. The sums of a node are those of any of its
   * histograms, and are not written again.
   */
  final class Pieces implements HistogramPlaces {
    private static final long serialVersionUID = 1L;

    private final HistogramLayout layout;
    private final int[][] first;
    private final int words;

    Pieces(HistogramLayout layout, int channels) {
      this.layout = layout;
      int features = layout.features().length;
      first = new int[features][channels];
      int next = 0;
      for (int c = 0; c < channels; c++) {
        for (int f = 0; f < features; f++) {
          int size = HistogramLayout.WORDS * layout.totalBins(f);
          int left = VectorPieces.WORDS - next % VectorPieces.WORDS;
          first[f][c] = size > left ? Math.addExact(next, left) : next;
          next = Math.addExact(first[f][c], size);
        }
      }
      words = next;
    }

    @Override
    public HistogramLayout layout() {
      return layout;
    }

    @Override
    public int channels() {
      return first[0].length;
    }

    @Override
    public int words() {
      return words;
    }

    @Override
    public boolean hasNodes() {
      return false;
    }

    @Override
    public int node(int channel) {
      return first[0][channel];
    }

    @Override
    public int[] feature(int feature) {
      return first[feature];
    }

    /** Most words that so many histograms of at most so many bins take. */
    static long most(long histograms, int bins) {
      long each = (long) HistogramLayout.WORDS * bins;
      long perPiece = VectorPieces.WORDS / each;
      return histograms / perPiece * VectorPieces.WORDS + histograms % perPiece * each;
    }
  }
}
