package dev.tributary.fl.jobs.file;

import dev.tributary.protocol.Spelling;
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
        .filter(candidate -> Spelling.distance(word, candidate) <= limit)
        .min(
            Comparator.<String>comparingInt(c -> Spelling.distance(word, c)).thenComparing(c -> c));
  }
}
