package dev.tributary.fl.jobs.split;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.SplitSection;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Draws what each common row is used for, at the label party: by the job's conditions, or by a hash
 * of the key and the job's seed, which gives a person the same place in every run.
 */
public final class SplitDraw {
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
   * @param rows the common rows: columns named as the job's key, and an aligned row number
   * @param rowColumn name of the row number, 0 to {@code count - 1}
   * @param count number of rows
   */
  public RowSets draw(Dataset<Row> rows, String rowColumn, int count) {
    Column set = split.byShares() ? byShares() : byConditions(rows);
    byte[] sets = new byte[count];
    Arrays.fill(sets, (byte) -1);
    Dataset<Row> numbered = rows.select(col(rowColumn).cast("int"), set.cast("int"));
    List<int[]> pairs = numbered.toJavaRDD().mapPartitions(new PackPairs()).collect();
    for (int[] packed : pairs) {
      for (int i = 0; i < packed.length; i += 2) {
        sets[packed[i]] = (byte) packed[i + 1];
      }
    }
    return new RowSets(sets);
  }

  private Column byConditions(Dataset<Row> rows) {
    Column set = lit(RowSet.TRAINING.code());
    if (validation != null) {
      set =
          when(condition(rows, VALIDATION_KEY, validation), RowSet.VALIDATION.code())
              .otherwise(set);
    }
    if (test != null) {
      set = when(condition(rows, TEST_KEY, test), RowSet.TEST.code()).otherwise(set);
    }
    return set;
  }

  private static Column condition(Dataset<Row> rows, String name, SplitExpression expression) {
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
    return condition;
  }

  private Column byShares() {
    Column[] hashed =
        Stream.concat(Stream.of(lit(split.seed())), key.stream().map(c -> col(c).cast("string")))
            .toArray(Column[]::new);
    Column share =
        org.apache
            .spark
            .sql
            .functions
            .shiftrightunsigned(xxhash64(hashed), 11)
            .cast("double")
            .multiply(HASH_UNIT);
    double training = split.train();
    return when(share.lt(training), RowSet.TRAINING.code())
        .when(share.lt(training + split.validationShare()), RowSet.VALIDATION.code())
        .otherwise(RowSet.TEST.code());
  }
}
