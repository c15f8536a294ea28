package dev.tributary.fl.horizontal.glm;

import dev.tributary.fl.horizontal.sum.SameTerms;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.protocol.FederationException;
import java.util.List;

/** What must be equal at all parties before anything about rows is summed. */
final class GlmTerms {
  /** How many secure sums the comparison takes. */
  static final int SUMS = 1;

  private GlmTerms() {}

  /**
   * Compares columns and settings, and counts the parties.
   *
   * @throws FederationException USER, at all parties, where they differ or are too many
   */
  static void requireEqual(SecureSum sum, List<String> features, GlmSettings settings) {
    requireEqual(sum, features + "; " + settings);
  }

  /** The same with privacy, whose noise no party can then make less for the others. */
  static void requireEqual(
      SecureSum sum, List<String> features, GlmSettings settings, GlmPrivacy privacy) {
    requireEqual(sum, features + "; " + settings + "; " + privacy);
  }

  private static void requireEqual(SecureSum sum, String terms) {
    Total total = SameTerms.require(sum, "glm-terms", terms);
    if (total.parties().size() > GlmScale.MOST_PARTIES) {
      throw FederationException.user(
          "a linear model has at most %d parties. Provided value: %d",
          GlmScale.MOST_PARTIES, total.parties().size());
    }
  }
}
