package dev.tributary.connectors;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The name that a misspelt one was meant to be, by least edit distance (Levenshtein 1966). */
final class NearestName {
  private NearestName() {}

  /** Text to append to an error: {@code "; did you mean 'x'?"}, or nothing if none is near. */
  static String hint(String name, Collection<String> present) {
    int limit = Math.max(2, name.length() / 3);
    return present.stream()
        .filter(candidate -> distance(name, candidate) <= limit)
        .min(Comparator.<String>comparingInt(c -> distance(name, c)).thenComparing(c -> c))
        .map(nearest -> "; did you mean '" + nearest + "'?")
        .orElse("");
  }

  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
