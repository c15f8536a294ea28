package dev.tributary.connectors;

import dev.tributary.protocol.Spelling;
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
    return Spelling.distance(left.toLowerCase(Locale.ROOT), right.toLowerCase(Locale.ROOT));
  }
}
