package dev.tributary.fl.horizontal.evaluation;

import java.io.Serializable;
import java.util.Iterator;

/** One party's rows to judge a model on, wherever they are. */
public interface ScoredRows {
  /** Sums over all rows; the same whatever their order and partitions. */
  long[] sum(Kernel kernel);

  /** What is summed. */
  interface Kernel extends Serializable {
    /** Length of {@link #sum}. */
    int words();

    /** The sums of one partition, as {@link dev.tributary.fl.horizontal.exact.Words}. */
    long[] sum(Iterator<Scored> partition);
  }

  /**
   * One row.
   *
   * @param outputs probabilities (binary: of label 1 alone), or the predicted mean
   * @param label what is true
   * @param weight finite and at least 0
   */
  record Scored(double[] outputs, double label, double weight) implements Serializable {}
}
