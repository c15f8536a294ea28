package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.SummedRows;
import java.util.List;

/** One party's rows before they are binned, wherever they are, as {@link RowRules} has them. */
public interface RawRows extends AutoCloseable {
  /** Names of the features, in the order that all parties agreed on. */
  List<String> features();

  /** The rows to train on; all rows are checked at the first sum. */
  SummedRows training();

  /** All rows in bins; these are no longer read. */
  BinnedRows binned(FeatureCuts cuts);

  /** Frees what is kept of the rows. */
  @Override
  void close();
}
