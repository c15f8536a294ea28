package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the label party reports, and in which words. Names are plurals such as {@code applicants};
 * they change no number.
 *
 * @param solo whether it also trains on its own columns alone, to compare
 * @param topFractions shares of the highest scores, above 0 and at most 1, for precision, recall
 *     and lift
 * @param peopleName what rows are; null: people
 * @param positiveName what rows with label 1 are, for objective binary; null where not named
 * @param negativeName what rows with label 0 are, likewise
 */
public record EvaluateSection(
    @JsonProperty("solo") Boolean solo,
    @JsonProperty("top-fractions") List<Double> topFractions,
    @JsonProperty("people-name") String peopleName,
    @JsonProperty("positive-name") String positiveName,
    @JsonProperty("negative-name") String negativeName) {
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} '-]{0,39}");

  public EvaluateSection {
    solo = Rules.orElse(solo, true);
    topFractions = List.copyOf(Rules.orElse(topFractions, List.of(0.01, 0.05, 0.1)));
    for (double fraction : topFractions) {
      Rules.above("top-fractions", fraction, 0, 1);
    }
    if (topFractions.stream().distinct().count() != topFractions.size()) {
      throw FederationException.user(
          "top-fractions must be different. Provided value: %s", topFractions);
    }
    checkName("people-name", peopleName);
    checkName("positive-name", positiveName);
    checkName("negative-name", negativeName);
  }

  /** A section in which nothing was given. */
  static EvaluateSection defaults() {
    return new EvaluateSection(null, null, null, null, null);
  }

  /** Whether it says anything beside the defaults. */
  public boolean given() {
    return !equals(defaults());
  }

  /** {@link #topFractions}, as what judges takes them. */
  public double[] fractions() {
    return topFractions.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void checkName(String key, String name) {
    if (name != null && !NAME.matcher(name).matches()) {
      throw FederationException.user(
          "%s must be 1 to 40 letters, digits, spaces, apostrophes or hyphens. Provided value: %s",
          key, name);
    }
  }
}
