package dev.tributary.protocol;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** What a misspelt word was meant to be, for errors that name it. */
public final class Spelling {
  private Spelling() {}

  /**
   * The word at the least distance, whatever its case, if that is near enough to be worth naming:
   * at most two characters or a third of the word, and not all of either.
   */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    int limit = Math.max(2, word.length() / 3);
    String nearest = null;
    int least = limit + 1;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - word.length()) <= limit) {
        int distance = inAnyCase(word, candidate);
        boolean nearer =
            distance < least
                || (distance == least && nearest != null && candidate.compareTo(nearest) < 0);
        if (nearer && distance < Math.min(word.length(), candidate.length())) {
          nearest = candidate;
          least = distance;
        }
      }
    }
    return Optional.ofNullable(nearest);
  }

  private static int inAnyCase(String a, String b) {
    return distance(a.toLowerCase(Locale.ROOT), b.toLowerCase(Locale.ROOT));
  }

  /** Least number of characters to insert, delete or replace (Levenshtein 1966). */
  static int distance(String a, String b) {
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
