package dev.tributary.fl.jobs.file;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The word that a misspelt one was meant to be: least edit distance (Levenshtein 1966). */
final class Nearest {
  private Nearest() {}

  /** The nearest candidate, if it is near enough to be worth naming. */
  static Optional<String> to(String word, Collection<String> candidates) {
    int limit = Math.max(2, word.length() / 2);
    return candidates.stream()
        .filter(candidate -> distance(word, candidate) <= limit)
        .min(Comparator.<String>comparingInt(c -> distance(word, c)).thenComparing(c -> c));
  }

  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
