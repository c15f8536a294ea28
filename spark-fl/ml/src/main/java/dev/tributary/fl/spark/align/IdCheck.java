package dev.tributary.fl.spark.align;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.tributary.protocol.psi.IdDefect;
import dev.tributary.protocol.psi.IdErrors;
import dev.tributary.protocol.psi.IdNormalization;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Judges a party's ids as an alignment will, before any other party hears of them: nulls, blanks
 * and, where there is one, repeats after normalisation are refused. Also finds ids that only their
 * spelling keeps apart, since what one party writes {@code 10X} and another {@code 10x} never
 * meets.
 *
 * <p>Digests of ids are compared, 128 bits each; one shuffle moves about 40 bytes a row.
 */
public final class IdCheck {
  private static final String ROWS = "rows";
  private static final String DISTINCT = "distinct";
  private static final String SHORTEST = "shortest";
  private static final String LONGEST = "longest";
  private static final String EXAMPLE = "_example";

  private IdCheck() {}

  /** What becomes of an id that several rows have. */
  public enum Repeats {
    /** It is an error: an alignment is one row to one row. */
    REFUSED,
    /** It is counted: nothing is aligned. */
    COUNTED
  }

  /**
   * Looks at all ids.
   *
   * @param source a party's table
   * @param names its id columns in the job's order
   * @param normalization what is done to them
   * @param repeats what becomes of an id that several rows have
   * @throws dev.tributary.protocol.FederationException USER for ids that cannot be aligned, with
   *     column, count and an example
   */
  public static IdReport of(
      Dataset<Row> source, List<String> names, IdNormalization normalization, Repeats repeats) {
    IdColumns ids = new IdColumns(source.schema(), names, normalization);
    Dataset<Row> marked =
        source
            .select(ids.columns())
            .mapPartitions(new IdMarks(ids, normalization), Encoders.row(IdMarks.SCHEMA));
    List<Row> found = summary(marked).collectAsList();
    if (found.isEmpty()) {
      throw IdErrors.none();
    }
    List<String> findings = new ArrayList<>();
    IdReport report = null;
    for (Row row : found) {
      int defect = row.getInt(0);
      if (defect == 0) {
        report = report(row, repeats, normalization);
      } else {
        findings.add(finding(row, names));
      }
    }
    if (!findings.isEmpty()) {
      throw IdErrors.defective(findings);
    }
    return report;
  }

  /** One row per defect, and one of the ids without. */
  private static Dataset<Row> summary(Dataset<Row> marked) {
    Column letters = col(IdMarks.LETTERS);
    Column digits = when(col(IdMarks.DIGITS).gt(0), col(IdMarks.DIGITS));
    Dataset<Row> ids =
        marked
            .repartition(col(IdMarks.DEFECT), col(IdMarks.FOLDED_HIGH), col(IdMarks.FOLDED_LOW))
            .groupBy(
                col(IdMarks.DEFECT),
                col(IdMarks.FOLDED_HIGH),
                col(IdMarks.FOLDED_LOW),
                col(IdMarks.HIGH),
                col(IdMarks.LOW))
            .agg(
                count(lit(1)).as(ROWS),
                min(IdMarks.TEXT).as(IdMarks.TEXT),
                max(letters).as(IdMarks.LETTERS),
                max(IdMarks.SHAPES).as(IdMarks.SHAPES),
                max(IdMarks.DIGITS).as(IdMarks.DIGITS));
    List<Column> seen =
        new ArrayList<>(
            List.of(
                count(lit(1)).as(DISTINCT),
                min(when(col(ROWS).gt(1), col(IdMarks.TEXT))).as("repeated"),
                min(IdMarks.TEXT).as("first"),
                max(IdMarks.TEXT).as("last"),
                sum(has(letters, IdMarks.ANY)).as("any"),
                sum(has(letters, IdMarks.UPPER)).as("upper"),
                sum(has(letters, IdMarks.LOWER)).as("lower"),
                sum(has(letters, IdMarks.SPACED)).as("spaced"),
                min(digits).as(SHORTEST),
                max(digits).as(LONGEST)));
    for (IdShape shape : IdShape.values()) {
      Column fits = col(IdMarks.SHAPES).bitwiseAND(shape.bit()).notEqual(0);
      seen.add(count(when(fits, 1)).as(shape.name()));
      seen.add(min(when(fits, col(IdMarks.TEXT))).as(shape.name() + EXAMPLE));
    }
    Dataset<Row> spellings =
        ids.groupBy(col(IdMarks.DEFECT), col(IdMarks.FOLDED_HIGH), col(IdMarks.FOLDED_LOW))
            .agg(sum(ROWS).as(ROWS), seen.toArray(Column[]::new));
    Column several = col(DISTINCT).gt(1);
    Column both = concat_ws("' and '", col("first"), col("last"));
    List<Column> all =
        new ArrayList<>(
            List.of(
                sum(DISTINCT),
                min("repeated"),
                sum("any"),
                sum("upper"),
                sum("lower"),
                sum("spaced"),
                sum(when(several, col(DISTINCT)).otherwise(0L)),
                min(when(several, both)),
                min("first"),
                min(SHORTEST).as(SHORTEST),
                max(LONGEST).as(LONGEST)));
    for (IdShape shape : IdShape.values()) {
      all.add(sum(shape.name()).as(shape.name()));
      all.add(min(shape.name() + EXAMPLE).as(shape.name() + EXAMPLE));
    }
    return spellings
        .groupBy(col(IdMarks.DEFECT))
        .agg(sum(ROWS), all.toArray(Column[]::new))
        .orderBy(col(IdMarks.DEFECT));
  }

  private static Column has(Column letters, int bit) {
    return when(letters.bitwiseAND(bit).notEqual(0), 1L).otherwise(0L);
  }

  private static IdReport report(Row row, Repeats repeats, IdNormalization normalization) {
    long rows = row.getLong(1);
    long distinct = row.getLong(2);
    if (distinct < rows && repeats == Repeats.REFUSED) {
      String example = row.getString(3);
      throw IdShape.EXPONENT.fits(example)
          ? IdErrors.rounded(rows, rows - distinct, example)
          : IdErrors.repeated(rows, rows - distinct, example, normalization);
    }
    return new IdReport(
        rows,
        rows - distinct,
        row.isNullAt(3) ? "" : row.getString(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        row.isNullAt(9) ? "" : row.getString(9),
        shapes(row));
  }

  /** Leading zeros are of another shape where all ids of digits have one length. */
  private static Map<IdShape, IdReport.Shaped> shapes(Row row) {
    boolean alike = Objects.equals(row.getAs(SHORTEST), row.<Object>getAs(LONGEST));
    Map<IdShape, IdReport.Shaped> shapes = new EnumMap<>(IdShape.class);
    for (IdShape shape : IdShape.values()) {
      long count = row.getLong(row.fieldIndex(shape.name()));
      if (count > 0) {
        String example = row.getAs(shape.name() + EXAMPLE);
        shapes.put(
            shape == IdShape.LEADING_ZERO && alike ? IdShape.PADDED : shape,
            new IdReport.Shaped(count, example));
      }
    }
    return shapes;
  }

  private static String finding(Row row, List<String> names) {
    int defect = row.getInt(0);
    String example = row.getString(10);
    return row.getLong(1)
        + " "
        + IdDefect.of(defect / IdMarks.PARTS).words()
        + " in column '"
        + names.get(defect % IdMarks.PARTS)
        + "'"
        + (example.isBlank() ? "" : " (such as '" + example + "')");
  }
}
