package dev.tributary.fl.horizontal.gbdt;

/**
 * Words of a node, in the layout of its round.
 *
 * @param gradient of the node's drawn rows
 * @param hessian likewise
 * @param rows how many
 */
record NodeSums(long gradient, long hessian, long rows) {
  static NodeSums at(long[] words, int place) {
    return new NodeSums(words[place], words[place + 1], words[place + 2]);
  }

  NodeSums minus(NodeSums other) {
    return new NodeSums(gradient - other.gradient, hessian - other.hessian, rows - other.rows);
  }

  NodeSums plus(NodeSums other) {
    return new NodeSums(gradient + other.gradient, hessian + other.hessian, rows + other.rows);
  }
}
