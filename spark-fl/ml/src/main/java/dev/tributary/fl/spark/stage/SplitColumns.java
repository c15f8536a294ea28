package dev.tributary.fl.spark.stage;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nanvl;
import static org.apache.spark.sql.functions.when;

import dev.tributary.fl.align.RowSets;
import dev.tributary.protocol.FederationException;
import org.apache.spark.sql.Column;

/** The label party's columns that say which rows validate and which test. */
public final class SplitColumns {
  /** Column of the codes; begins like every name that no source column may have. */
  private static final String COLUMN = "tributary_set";

  private SplitColumns() {}

  /**
   * Reads what the label party's columns say; where both do, a row tests.
   *
   * @param rows the common rows as they were found
   * @param validation true or other than 0 for rows that validate; null if none does
   * @param test the same for rows that test
   * @throws FederationException USER where a column says nothing
   */
  public static RowSets read(AlignedTable rows, Column validation, Column test) {
    Column set = lit(0);
    Column unsaid = lit(false);
    for (Column[] indicator :
        new Column[][] {{validation, lit(RowSets.VALIDATION)}, {test, lit(RowSets.TEST)}}) {
      if (indicator[0] != null) {
        Column said = nanvl(indicator[0].cast("double"), lit(null).cast("double"));
        set = when(said.notEqual(0), indicator[1]).otherwise(set);
        unsaid = unsaid.or(said.isNull());
      }
    }
    Column known = when(unsaid, lit(null)).otherwise(set.cast("double"));
    double[] drawn =
        new AlignedTable(rows.rows().withColumn(COLUMN, known), rows.features(), rows.order(), null)
            .values(COLUMN);
    byte[] sets = new byte[drawn.length];
    for (int row = 0; row < sets.length; row++) {
      if (Double.isNaN(drawn[row])) {
        throw FederationException.user(
            "the columns that say which rows validate or test must be true or false; row %d of the"
                + " common rows has none",
            row);
      }
      sets[row] = (byte) drawn[row];
    }
    return new RowSets(sets);
  }
}
