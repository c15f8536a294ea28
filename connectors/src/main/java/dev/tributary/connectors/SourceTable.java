package dev.tributary.connectors;

import static org.apache.spark.sql.functions.col;

import dev.tributary.connectors.cells.TableProfile;
import dev.tributary.connectors.files.Unreadable;
import dev.tributary.fl.data.ColumnName;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A party's table, checked.
 *
 * @param rows keys and columns of its {@code split} in the types of the source; label, weight,
 *     offset and features as doubles, null where missing; nothing else
 * @param source where it is from, and the names of its key, label and weight
 * @param features names, in the order of the source or of its {@code columns}
 * @param profile what the check has seen of label, weight, offset and features
 * @param kept how many rows of the source these are
 * @param bytes size of its files, or -1 where it has none to look at
 * @param partitionColumns columns that tell how the source is cut
 * @param truths features that are true or false, by the source or by its owner's {@code types}
 */
public record SourceTable(
    Dataset<Row> rows,
    TableSource source,
    List<String> features,
    TableProfile profile,
    KeptRows kept,
    long bytes,
    Set<String> partitionColumns,
    Set<String> truths) {
  public SourceTable {
    features = List.copyOf(features);
    partitionColumns = Set.copyOf(partitionColumns);
    truths = Set.copyOf(truths);
  }

  /**
   * What a look at the rows shows.
   *
   * @throws dev.tributary.protocol.FederationException USER if a row cannot be read
   */
  public <T> T look(Function<Dataset<Row>, T> at) {
    return Unreadable.guard(source.location(), () -> at.apply(rows));
  }

  /** A column whatever characters are in its name. */
  public static Column column(String name) {
    return col(ColumnName.quoted(name));
  }
}
