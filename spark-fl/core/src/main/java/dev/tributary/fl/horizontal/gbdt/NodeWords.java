package dev.tributary.fl.horizontal.gbdt;

/**
 * Words of a node, in the layout of its round.
 *
 * @param gradient of the node's drawn rows
 * @param hessian likewise
 * @param rows how many
 */
record NodeWords(long gradient, long hessian, long rows) {
  static NodeWords at(long[] words, int place) {
    return new NodeWords(words[place], words[place + 1], words[place + 2]);
  }

  /** All bins of a histogram. */
  static NodeWords sum(long[] words, int place, int bins) {
    NodeWords all = new NodeWords(0, 0, 0);
    for (int bin = 0; bin < bins; bin++) {
      all = all.plus(at(words, place + HistogramLayout.WORDS * bin));
    }
    return all;
  }

  void write(long[] words, int place) {
    words[place] = gradient;
    words[place + 1] = hessian;
    words[place + 2] = rows;
  }

  NodeWords minus(NodeWords other) {
    return new NodeWords(gradient - other.gradient, hessian - other.hessian, rows - other.rows);
  }

  NodeWords plus(NodeWords other) {
    return new NodeWords(gradient + other.gradient, hessian + other.hessian, rows + other.rows);
  }
}
