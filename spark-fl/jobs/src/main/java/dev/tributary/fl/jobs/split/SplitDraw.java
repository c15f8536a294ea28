package dev.tributary.fl.jobs.split;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.xxhash64;

import dev.tributary.connectors.RowCondition;
import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.SplitSection;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.psi.IdEncoding;
import dev.tributary.protocol.psi.IdNormalization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;

/**
 * Draws what each row is used for, at the label party: by the job's conditions, or by a hash of the
 * key and the job's seed, which gives a person the same place in every run. Conditions may use the
 * key, and the columns of the label party that it lists in {@code data.split}.
 */
public final class SplitDraw {
  /** Boolean column: rows that test, also where they are marked for validation. */
  public static final String TEST = "tributary_test";

  /** Boolean column: rows that validate. */
  public static final String VALIDATION = "tributary_validation";

  private static final String TEST_KEY = "split.test";
  private static final String VALIDATION_KEY = "split.validation";

  /** A hash's upper 53 bits as a fraction of 1. */
  private static final double HASH_UNIT = Math.pow(2, -53);

  private final SplitSection split;
  private final List<String> key;
  private final IdNormalization normalization;
  private final Map<String, RowCondition> conditions = new LinkedHashMap<>();

  /**
   * Checks the job's conditions; any party can, and each does before it joins.
   *
   * @throws FederationException USER for what is not allowed
   */
  public SplitDraw(JobFile job) {
    split = job.split();
    key = job.align().key();
    normalization = job.align().normalization();
    check(TEST, TEST_KEY, split.test());
    check(VALIDATION, VALIDATION_KEY, split.validationCondition());
  }

  private void check(String mark, String name, String condition) {
    if (condition != null) {
      conditions.put(mark, RowCondition.checked(name, condition));
    }
  }

  /** Columns that the conditions use beside the key: the label party's. */
  public Set<String> others() {
    Set<String> others = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    conditions.values().forEach(condition -> others.addAll(condition.columns()));
    key.forEach(others::remove);
    return others;
  }

  /** Whether all rows of one id are used for the same: shares, and conditions on the key alone. */
  public boolean keepsIdsWhole() {
    return others().isEmpty();
  }

  /**
   * USER unless the label party allows what the conditions use.
   *
   * @param data of the label party
   */
  public void checkAllowed(TableSource data) {
    Set<String> refused = others();
    data.split().forEach(refused::remove);
    if (!refused.isEmpty()) {
      throw FederationException.user(
          "split uses %s, no column of the key (%s): if the others may learn which rows that makes"
              + " test and validation rows, the label party lists it in data.split",
          String.join(", ", refused), String.join(", ", key));
    }
  }

  /**
   * The table with the columns {@link #TEST} and {@link #VALIDATION}.
   *
   * @param id its key columns, in the order of the job's key
   */
  public Dataset<Row> mark(Dataset<Row> table, List<String> id) {
    Column test =
        split.byShares() ? byShares(table, id, validationEnd()) : condition(table, id, TEST);
    Column validation =
        split.byShares() ? byShares(table, id, split.train()) : condition(table, id, VALIDATION);
    return table.select(col("*"), test.as(TEST), validation.as(VALIDATION));
  }

  private Column condition(Dataset<Row> rows, List<String> id, String mark) {
    return conditions.containsKey(mark)
        ? coalesce(conditions.get(mark).of(rows, named(rows, id)), lit(false))
        : lit(false);
  }

  /**
   * Where conditions are neither true nor false, which counts as false, by their keys of the job.
   *
   * @param table that {@link #mark} was given, or has given
   */
  public Map<String, Column> unknown(Dataset<Row> table, List<String> id) {
    Map<String, Column> unknown = new LinkedHashMap<>();
    conditions.forEach(
        (mark, condition) ->
            unknown.put(
                mark.equals(TEST) ? TEST_KEY : VALIDATION_KEY,
                condition.of(table, named(table, id)).isNull()));
    return unknown;
  }

  /** A party's own column may have the job's name of a key column. */
  private Map<String, Column> named(Dataset<Row> rows, List<String> id) {
    Map<String, Column> names = new LinkedHashMap<>();
    for (int k = 0; k < id.size(); k++) {
      names.put(key.get(k), aligned(rows, id.get(k), k));
    }
    return names;
  }

  /**
   * A part of the key as alignment compares it: how the label party's own table spells it beyond
   * that would come back to the others as who tests.
   */
  private Column aligned(Dataset<Row> rows, String id, int part) {
    Column column = SourceTable.column(id);
    boolean text = rows.schema().apply(id).dataType() instanceof StringType;
    return text || normalization.changes(part)
        ? udf(new AlignedText(normalization, part), DataTypes.StringType)
            .apply(column.cast("string"))
        : column;
  }

  /** Text of one part of an id, made alike. */
  private record AlignedText(IdNormalization normalization, int part)
      implements UDF1<String, String> {
    @Override
    public String call(String text) {
      return text == null ? null : IdEncoding.text(normalization.apply(part, text));
    }
  }

  private double validationEnd() {
    return split.train() + split.validationShare();
  }

  private Column byShares(Dataset<Row> table, List<String> id, double from) {
    Column[] hashed =
        Stream.concat(
                Stream.of(lit(split.seed())),
                named(table, id).values().stream().map(part -> part.cast("string")))
            .toArray(Column[]::new);
    return shiftrightunsigned(xxhash64(hashed), 11).cast("double").multiply(HASH_UNIT).geq(from);
  }
}
