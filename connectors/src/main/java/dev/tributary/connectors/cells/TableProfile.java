package dev.tributary.connectors.cells;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What one pass over a table has seen.
 *
 * @param rows all rows
 * @param columns label, weight, offset and features, in the order they were asked for
 * @param labels how often each label stands, by its word; empty without a label column
 * @param moreLabels whether there are labels beside those listed
 * @param marked how often each word stands in the label column that {@code data.missing} takes for
 *     no label; empty without one
 */
public record TableProfile(
    long rows,
    List<ColumnProfile> columns,
    Map<String, Long> labels,
    boolean moreLabels,
    Map<String, Long> marked) {
  private static final int MOST_NAMED = 10;

  public TableProfile {
    columns = List.copyOf(columns);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    marked = Collections.unmodifiableMap(new LinkedHashMap<>(marked));
  }

  /** One of the columns. */
  public ColumnProfile column(String name) {
    return columns.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  /** Whether a label is the one that {@code data.positive} names. */
  public static boolean isPositive(String label, String positive) {
    return PositiveLabels.same(label, positive);
  }

  /** The labels with how often each stands, most often first. */
  public String countedLabels() {
    String some = countedLabels(word -> true);
    return moreLabels || labels.size() > MOST_NAMED ? some + ", ..." : some;
  }

  /** The same of some labels, at most ten; empty where none is listed. */
  public String countedLabels(Predicate<String> which) {
    return counted(labels, which);
  }

  /** The same of words that {@code data.missing} takes for no label. */
  public String countedMarked() {
    return counted(marked, word -> true);
  }

  private static String counted(Map<String, Long> words, Predicate<String> which) {
    return words.entrySet().stream()
        .filter(entry -> which.test(entry.getKey()))
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(MOST_NAMED)
        .map(entry -> "'" + entry.getKey() + "' (" + entry.getValue() + " rows)")
        .collect(Collectors.joining(", "));
  }
}
