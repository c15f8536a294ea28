package dev.tributary.fl.jobs.split;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.xxhash64;

import dev.tributary.connectors.SourceTable;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.SplitSection;
import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Draws what each row is used for, at the label party: by the job's conditions, or by a hash of the
 * key and the job's seed, which gives a person the same place in every run.
 */
public final class SplitDraw {
  /** Boolean column: rows that test, also where they are marked for validation. */
  public static final String TEST = "tributary_test";

  /** Boolean column: rows that validate. */
  public static final String VALIDATION = "tributary_validation";

  private static final String OWN = "tributary_own";
  private static final String TEST_KEY = "split.test";
  private static final String VALIDATION_KEY = "split.validation";

  /** A hash's upper 53 bits as a fraction of 1. */
  private static final double HASH_UNIT = Math.pow(2, -53);

  private final SplitSection split;
  private final List<String> key;
  private final SplitExpression test;
  private final SplitExpression validation;

  /**
   * Checks the job's conditions; any party can, and each does before it joins.
   *
   * @throws FederationException USER for what is not allowed
   */
  public SplitDraw(JobFile job) {
    split = job.split();
    key = job.align().key();
    test = checked(TEST_KEY, split.test());
    validation = checked(VALIDATION_KEY, split.validationCondition());
  }

  private SplitExpression checked(String name, String condition) {
    return condition == null ? null : SplitExpression.checked(name, condition, key);
  }

  /**
   * The table with the columns {@link #TEST} and {@link #VALIDATION}.
   *
   * @param id its key columns, in the order of the job's key
   */
  public Dataset<Row> mark(Dataset<Row> table, List<String> id) {
    // Apart from the party's own columns, one of which may have the job's name of a key column.
    Column[] named = new Column[id.size() + 1];
    for (int k = 0; k < id.size(); k++) {
      named[k] = SourceTable.column(id.get(k)).as(key.get(k));
    }
    named[id.size()] = struct("*").as(OWN);
    Dataset<Row> rows = table.select(named);
    Column[] marks = split.byShares() ? byShares() : byConditions(rows);
    return rows.select(col(OWN + ".*"), marks[0].as(TEST), marks[1].as(VALIDATION));
  }

  private Column[] byConditions(Dataset<Row> rows) {
    return new Column[] {
      condition(rows, TEST_KEY, test), condition(rows, VALIDATION_KEY, validation)
    };
  }

  private static Column condition(Dataset<Row> rows, String name, SplitExpression expression) {
    if (expression == null) {
      return lit(false);
    }
    Column condition = expr(expression.text());
    try {
      SplitExpression.checkType(name, rows.select(condition).schema().apply(0).dataType());
    } catch (FederationException e) {
      throw e;
    } catch (Exception e) {
      // Spark's AnalysisException is checked, undeclared.
      throw FederationException.user(
          "%s does not fit the key: %s",
          name, String.valueOf(e.getMessage()).strip().lines().findFirst().orElse(""));
    }
    return coalesce(condition, lit(false));
  }

  private Column[] byShares() {
    Column[] hashed =
        Stream.concat(Stream.of(lit(split.seed())), key.stream().map(c -> col(c).cast("string")))
            .toArray(Column[]::new);
    Column share = shiftrightunsigned(xxhash64(hashed), 11).cast("double").multiply(HASH_UNIT);
    double training = split.train();
    return new Column[] {
      share.geq(training + split.validationShare()), share.geq(training),
    };
  }
}
