package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.horizontal.privacy.ClippedWords;
import dev.tributary.fl.training.Objective;
import java.util.Iterator;
import java.util.List;

/**
 * Sums of the training rows' derivatives by leaf, each row's shortened as one vector: {@code 1 + 2
 * (class * leaves + leaf)}, the gradient, then the hessian. A row is in one leaf of each class, so
 * it adds no longer vector than that.
 *
 * @param trees {@code [class]} whose leaves are numbered
 * @param leaves of a tree, at most
 * @param gradientUnit what gradients are told in
 * @param hessianUnit what hessians are told in
 */
record LeafKernel(
    Objective objective,
    ClippedWords clipped,
    List<RandomTree> trees,
    int leaves,
    double gradientUnit,
    double hessianUnit)
    implements BlockKernel {
  @Override
  public int words() {
    return 1 + 2 * trees.size() * leaves;
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
    int classes = trees.size();
    double[][] g = new double[classes][rows];
    double[][] h = new double[classes][rows];
    objective.derivatives(scored.scores(), block.labels(), block.weights(), rows, g, h);
    double[] vector = new double[2 * classes];
    long[] own = new long[vector.length];
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < classes; k++) {
        vector[2 * k] = g[k][row] / gradientUnit;
        vector[2 * k + 1] = h[k][row] / hessianUnit;
      }
      if (clipped.round(vector, own)) {
        for (int k = 0; k < classes; k++) {
          int at = 1 + 2 * (k * leaves + trees.get(k).leafOf(block, row));
          words[at] += own[2 * k];
          words[at + 1] += own[2 * k + 1];
        }
      }
    }
  }
}
