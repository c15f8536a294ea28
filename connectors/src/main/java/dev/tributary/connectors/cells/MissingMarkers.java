package dev.tributary.connectors.cells;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What stands for a missing value beside the empty cell, in which columns. In a file a list, for
 * all columns, or a map from columns to lists, where {@code "*"} is every column.
 *
 * @param byColumn words by column, beside those of {@link #EVERY}, which is always there; one that
 *     is a number stands for every equal number, in columns of any type
 */
public record MissingMarkers(Map<String, List<String>> byColumn) {
  /** In place of a column: all of them. */
  public static final String EVERY = "*";

  /** Nothing but the empty cell. */
  public static final MissingMarkers NONE = everywhere(List.of());

  public MissingMarkers {
    TreeMap<String, List<String>> copy = new TreeMap<>();
    copy.put(EVERY, List.of());
    byColumn.forEach((column, words) -> copy.put(column, List.copyOf(words)));
    byColumn = Collections.unmodifiableMap(copy);
  }

  /** The same in all columns. */
  public static MissingMarkers everywhere(List<String> words) {
    return new MissingMarkers(Map.of(EVERY, words));
  }

  /**
   * As it is written in a file.
   *
   * @param written a list of words and numbers, or a map from columns to such lists
   * @throws FederationException USER for anything else
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static MissingMarkers of(Object written) {
    if (written instanceof List<?> words) {
      return everywhere(words("", words));
    }
    if (!(written instanceof Map<?, ?> columns)) {
      throw FederationException.user(
          "must be a list of words and numbers, or a map from columns (\"*\": all) to such lists."
              + " Provided value: %s",
          written);
    }
    Map<String, List<String>> byColumn = new TreeMap<>();
    columns.forEach(
        (column, words) ->
            byColumn.put(String.valueOf(column), words("of column '" + column + "' ", words)));
    return new MissingMarkers(byColumn);
  }

  private static List<String> words(String whose, Object written) {
    if (!(written instanceof List<?> list)) {
      throw FederationException.user(
          "%smust be a list of words and numbers. Provided value: %s", whose, written);
    }
    List<String> words = new ArrayList<>();
    for (Object word : list) {
      if (!(word instanceof String || word instanceof Number)) {
        throw FederationException.user(
            "%smust have words and numbers only (in quotes if it looks like true/false)."
                + " Provided value: %s",
            whose, word);
      }
      words.add(String.valueOf(word));
    }
    return words;
  }

  @JsonValue
  Object written() {
    return byColumn.size() == 1 ? byColumn.get(EVERY) : byColumn;
  }

  /** Columns that have words of their own. */
  public Set<String> columns() {
    Set<String> named = new TreeMap<>(byColumn).keySet();
    named.remove(EVERY);
    return named;
  }

  /** The same for some columns: words that others have of their own are left out. */
  public MissingMarkers only(Set<String> some) {
    TreeMap<String, List<String>> kept = new TreeMap<>(byColumn);
    kept.keySet().removeIf(column -> !column.equals(EVERY) && !some.contains(column));
    return new MissingMarkers(kept);
  }

  /** All words of a column. */
  List<String> words(String column) {
    List<String> everywhere = byColumn.get(EVERY);
    List<String> own = byColumn.get(column);
    return own == null || column.equals(EVERY)
        ? everywhere
        : Stream.concat(everywhere.stream(), own.stream()).distinct().toList();
  }
}
