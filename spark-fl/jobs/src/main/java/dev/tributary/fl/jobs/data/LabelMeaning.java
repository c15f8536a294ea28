package dev.tributary.fl.jobs.data;

import dev.tributary.connectors.TableSource;
import dev.tributary.connectors.cells.TableProfile;
import dev.tributary.fl.jobs.file.Supervised;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which label of a party's table counts as 1, where labels are two: in words, told and compared.
 */
public final class LabelMeaning {
  private static final String ONE = "1";

  private LabelMeaning() {}

  /**
   * Equal at two parties where the same word counts as 1; empty where labels are not two. Numbers
   * are compared as such, and what is true is 1 where nothing else is said.
   */
  public static Optional<String> of(TableSource data, Supervised learned) {
    return learned.objective().domain().isPair()
        ? Optional.of("label '" + positive(data) + "' as 1")
        : Optional.empty();
  }

  private static String positive(TableSource data) {
    String word = data.positive() == null ? ONE : String.valueOf(data.positive()).strip();
    return isOne(word) ? ONE : word;
  }

  private static boolean isOne(String word) {
    return word.equalsIgnoreCase("true") || TableProfile.isPositive(word, ONE);
  }

  /**
   * What the label's own words are, how often each stands and which count as 1; empty where labels
   * are not two.
   *
   * @param profile of the party's table
   */
  public static Optional<String> counted(
      TableSource data, Supervised learned, TableProfile profile) {
    return of(data, learned).map(as -> counted(data, profile));
  }

  /** Of very many words the one that counts as 1 may be none of those listed. */
  private static String counted(TableSource data, TableProfile profile) {
    Predicate<String> one =
        word ->
            data.positive() == null
                ? isOne(word.strip())
                : TableProfile.isPositive(word, String.valueOf(data.positive()));
    String ones = profile.countedLabels(one);
    String others = profile.countedLabels(one.negate());
    if (ones.isEmpty() || others.isEmpty() || profile.moreLabels()) {
      return profile.countedLabels();
    }
    return ones
        + (profile.labels().keySet().stream().filter(one).count() == 1 ? " counts" : " count")
        + " as 1, "
        + others
        + " as 0";
  }
}
