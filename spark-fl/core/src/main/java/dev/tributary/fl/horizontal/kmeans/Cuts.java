package dev.tributary.fl.horizontal.kmeans;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows divided by cuts at one column each, as a list: the first part is all rows, and every cut
 * moves those of a part that lie above it into a new part.
 */
final class Cuts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<Cut> cuts;

  /**
   * Takes rows out of a part.
   *
   * @param part which
   * @param feature column
   * @param at rows beyond it go to the new part
   */
  record Cut(int part, int feature, double at) implements Serializable {}

  Cuts() {
    this(List.of());
  }

  private Cuts(List<Cut> cuts) {
    this.cuts = cuts;
  }

  Cuts with(Cut cut) {
    List<Cut> more = new ArrayList<>(cuts);
    more.add(cut);
    return new Cuts(more);
  }

  /** How many parts there are. */
  int parts() {
    return cuts.size() + 1;
  }

  /** The part of a row whose features begin at {@code from}. */
  int part(double[] values, int from) {
    int part = 0;
    for (int c = 0; c < cuts.size(); c++) {
      Cut cut = cuts.get(c);
      if (cut.part == part && values[from + cut.feature] > cut.at) {
        part = c + 1;
      }
    }
    return part;
  }
}
