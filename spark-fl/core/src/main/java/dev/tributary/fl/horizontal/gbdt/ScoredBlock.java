package dev.tributary.fl.horizontal.gbdt;

import java.util.Arrays;
import java.util.List;

/**
 * Rows and what the trees so far say of them.
 *
 * @param block rows
 * @param scores raw, {@code [class][row]}
 */
public record ScoredBlock(BinBlock block, double[][] scores) {
  /** Before the first tree. */
  public static ScoredBlock start(BinBlock block, double[] baseScores) {
    double[][] scores = new double[baseScores.length][block.rows()];
    for (int k = 0; k < scores.length; k++) {
      Arrays.fill(scores[k], baseScores[k]);
    }
    return new ScoredBlock(block, scores);
  }

  /**
   * After some rounds more; this one stays as it is.
   *
   * @param rounds {@code [round][class]}
   */
  public ScoredBlock after(List<List<BinTree>> rounds) {
    double[][] next = Arrays.stream(scores).map(double[]::clone).toArray(double[][]::new);
    for (List<BinTree> trees : rounds) {
      for (int k = 0; k < next.length; k++) {
        trees.get(k).addTo(next[k], block);
      }
    }
    return new ScoredBlock(block, next);
  }
}
