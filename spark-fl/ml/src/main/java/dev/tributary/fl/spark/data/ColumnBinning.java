package dev.tributary.fl.spark.data;

import java.io.Serializable;

/** How one column's cuts come about; runs on executors. */
interface ColumnBinning extends Serializable {
  /**
   * @param feature feature number
   * @param values of all rows, in row order; NaN is missing
   */
  ColumnCuts cuts(int feature, double[] values);
}
