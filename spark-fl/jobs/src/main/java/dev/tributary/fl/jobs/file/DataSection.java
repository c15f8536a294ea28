package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.connectors.TableSource;
import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A party's table.
 *
 * @param format csv, parquet, orc, json, jdbc, table or another format that Spark reads
 * @param path file or folder, relative to the working directory, or any Hadoop file system's URI
 * @param id its key column or columns, in the order of the job's key
 * @param label label column; at a label party only
 * @param weight column of row weights, or null
 * @param columns features to use; null: every column that is not key, label or weight
 * @param types column types that the format does not tell, by name
 * @param missing words that stand for a missing value beside the empty cell; one that is a number
 *     stands for every equal number, in columns of any type
 * @param options passed to Spark's reader
 */
public record DataSection(
    @JsonProperty("format") String format,
    @JsonProperty("path") String path,
    @JsonProperty("id") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> id,
    @JsonProperty("label") String label,
    @JsonProperty("weight") String weight,
    @JsonProperty("columns") List<String> columns,
    @JsonProperty("types") Map<String, String> types,
    @JsonProperty("missing") List<String> missing,
    @JsonProperty("options") Map<String, Object> options) {
  public DataSection {
    format = Rules.orElse(format, "csv");
    Rules.required("id", id);
    id = List.copyOf(id);
    columns = columns == null ? null : List.copyOf(columns);
    types = new TreeMap<>(Rules.orElse(types, Map.of()));
    missing = List.copyOf(Rules.orElse(missing, List.of()));
    options = new TreeMap<>(Rules.orElse(options, Map.of()));
    for (Map.Entry<String, Object> option : options.entrySet()) {
      if (option.getValue() instanceof Map || option.getValue() instanceof List) {
        throw FederationException.user("options.%s must be a single value", option.getKey());
      }
    }
    if (id.isEmpty()) {
      throw FederationException.user("id must name at least one column");
    }
  }

  /** Where the table is, for its reader. */
  public TableSource source() {
    Map<String, String> texts = new TreeMap<>();
    options.forEach((key, value) -> texts.put(key, String.valueOf(value)));
    return new TableSource(format, path, id, label, weight, columns, types, missing, texts);
  }
}
