package dev.tributary.connectors;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.connectors.cells.MissingMarkers;
import dev.tributary.connectors.spi.TableLocation;
import dev.tributary.fl.training.Direction;
import dev.tributary.protocol.FederationException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where a party's table is and what its columns are for; the {@code data:} section of its
 * configuration.
 *
 * @param format {@code csv} (the default), {@code parquet}, {@code orc}, {@code json}, {@code
 *     jdbc}, {@code hive} or {@code table} (a table of the catalog), or any format that Spark
 *     finds, such as {@code delta} or {@code iceberg}; in any case of its letters
 * @param path file, directory, glob or table name; relative to the working directory, or any Hadoop
 *     file system's URI; null where the format needs none
 * @param id key columns, in the order of the job's key; at least one
 * @param label label column; at a label party only
 * @param positive word or value of the label that stands for 1, any other one being 0; null where
 *     labels are numbers
 * @param weight column of row weights, or null
 * @param columns features to use; null for every column that is not key, label, weight, offset or
 *     one of {@code split} and {@code exclude}
 * @param types declared types by column, as Spark SQL spells them; a cell that the type does not
 *     hold exactly is an error. {@code where} compares cells as the source has them
 * @param missing what stands for a missing value beside the empty cell, in all columns or by column
 * @param monotone features with which predictions move one way only, and which; of trees
 * @param options passed to Spark's reader
 * @param exclude columns that are no features, where {@code columns} is null
 * @param where condition on the table's own columns, see {@link RowCondition}: the rows to use;
 *     null for all. Nobody else sees it
 * @param split columns that conditions of the job's {@code split} may use, by which others learn
 *     which rows test and validate; no features unless {@code columns} names them
 * @param offset column that is added to a linear model's predictor with coefficient 1, such as the
 *     logarithm of an exposure, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TableSource(
    @JsonProperty("format") String format,
    @JsonProperty("path") String path,
    @JsonProperty("id") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> id,
    @JsonProperty("label") String label,
    @JsonProperty("positive") Object positive,
    @JsonProperty("weight") String weight,
    @JsonProperty("columns") List<String> columns,
    @JsonProperty("types") Map<String, String> types,
    @JsonProperty("missing") MissingMarkers missing,
    @JsonProperty("monotone") Map<String, Direction> monotone,
    @JsonProperty("options") Map<String, Object> options,
    @JsonProperty("exclude") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> exclude,
    @JsonProperty("where") String where,
    @JsonProperty("split") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> split,
    @JsonProperty("offset") String offset) {

  public TableSource {
    format = format == null || format.isBlank() ? "csv" : format.strip();
    // Spark finds its formats whatever their case, and class names as they are.
    format = format.contains(".") ? format : format.toLowerCase(Locale.ROOT);
    if (id == null || id.isEmpty()) {
      throw FederationException.user("id must name at least one column");
    }
    id = List.copyOf(id);
    if (where != null) {
      RowCondition.checked("where", where);
    }
    split = split == null ? List.of() : List.copyOf(split);
    if (columns != null && exclude != null) {
      throw FederationException.user("columns and exclude do not go together: leave one out");
    }
    columns = columns == null ? null : List.copyOf(columns);
    exclude = exclude == null ? null : List.copyOf(exclude);
    types = new TreeMap<>(types == null ? Map.of() : types);
    missing = missing == null ? MissingMarkers.NONE : missing;
    monotone = new TreeMap<>(monotone == null ? Map.of() : monotone);
    monotone.forEach(TableSource::requireDirection);
    options = new TreeMap<>(options == null ? Map.of() : options);
    options.forEach(TableSource::requireSingle);
    if (positive != null) {
      requireSingle("positive", positive);
      if (label == null) {
        throw FederationException.user("positive goes with a label column only");
      }
    }
  }

  /** A table all of whose rows are used. */
  public TableSource(
      String format,
      String path,
      List<String> id,
      String label,
      Object positive,
      String weight,
      List<String> columns,
      Map<String, String> types,
      MissingMarkers missing,
      Map<String, Direction> monotone,
      Map<String, Object> options) {
    this(
        format, path, id, label, positive, weight, columns, types, missing, monotone, options, null,
        null, null, null);
  }

  /** A file with default options. */
  public static TableSource file(String format, String path, String id, String label) {
    return new TableSource(
        format, path, List.of(id), label, null, null, null, null, null, null, null);
  }

  /** The same table with other declared types. */
  public TableSource typed(Map<String, String> newTypes) {
    return new TableSource(
        format, path, id, label, positive, weight, columns, newTypes, missing, monotone, options,
        exclude, where, split, offset);
  }

  /**
   * The same rows for another use than a training. What is said of columns that are not used then
   * is left out: the rows may lack them.
   */
  public TableSource with(String newLabel, String newWeight, List<String> newColumns) {
    Set<String> used = new HashSet<>(id);
    used.addAll(newColumns);
    Stream.of(newLabel, newWeight).filter(Objects::nonNull).forEach(used::add);
    Map<String, String> usedTypes = new TreeMap<>(types);
    usedTypes.keySet().retainAll(used);
    return new TableSource(
        format,
        path,
        id,
        newLabel,
        newLabel == null ? null : positive,
        newWeight,
        newColumns,
        usedTypes,
        missing.only(used),
        null,
        options,
        null,
        where,
        null,
        null);
  }

  /** Where the table is. */
  public TableLocation location() {
    Map<String, String> texts = new TreeMap<>();
    options.forEach((key, value) -> texts.put(key, String.valueOf(value)));
    return new TableLocation(format, path, texts);
  }

  private static void requireDirection(String feature, Direction direction) {
    if (direction == null) {
      throw FederationException.user("monotone.%s must be increasing or decreasing", feature);
    }
  }

  private static void requireSingle(String key, Object value) {
    if (value instanceof Map || value instanceof List) {
      throw FederationException.user("%s must be a single value", key);
    }
  }
}
