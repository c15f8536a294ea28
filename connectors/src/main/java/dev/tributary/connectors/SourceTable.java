package dev.tributary.connectors;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A party's table, columns checked.
 *
 * @param rows keys, label, weight and features, nothing else
 * @param id key columns
 * @param label label column, or null
 * @param weight weight column, or null
 * @param features in the order of the source, or of {@code columns}
 */
public record SourceTable(
    Dataset<Row> rows, List<String> id, String label, String weight, List<String> features) {
  public SourceTable {
    id = List.copyOf(id);
    features = List.copyOf(features);
  }
}
