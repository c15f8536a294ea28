package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.horizontal.sum.SumRules;
import dev.tributary.protocol.FederationException;
import java.util.List;

/**
 * How parties with people of their own sum: {@code sum:}.
 *
 * @param party who adds up what all send, masked; by default the first that is named
 * @param threshold fewest parties whose vectors make a total; by default the least that is allowed
 */
public record SumSection(
    @JsonProperty("party") String party, @JsonProperty("threshold") Integer threshold) {
  /**
   * With every default; USER for what does not fit.
   *
   * @param parties names of those who sum, two or more
   * @param consent what the owners accept
   */
  SumSection among(List<String> parties, List<Consent> consent) {
    String summing = Rules.orElse(party, parties.get(0));
    if (!parties.contains(summing)) {
      throw FederationException.user(
          "sum.party must be one of the parties that have rows of their own: %s. Provided value: %s",
          String.join(", ", parties), summing);
    }
    boolean agreed = consent.contains(Consent.TWO_PARTY_SUM);
    if (parties.size() < SumRules.HIDDEN && !agreed) {
      throw FederationException.user(
          "%s: if both owners accept that, add consent: %s to the job file; otherwise find a third"
              + " party",
          Consent.TWO_PARTY_SUM.words(), Consent.TWO_PARTY_SUM);
    }
    int fewest = agreed ? majority(parties) : Math.max(SumRules.HIDDEN, majority(parties));
    int due = Rules.orElse(threshold, Math.min(parties.size(), Math.max(SumRules.HIDDEN, fewest)));
    if (due < fewest || due > parties.size()) {
      throw FederationException.user(
          "sum.threshold must be %d to %d: a majority of the %d parties that sum, and %d at least"
              + " unless the job has consent: %s. Provided value: %d",
          fewest, parties.size(), parties.size(), SumRules.HIDDEN, Consent.TWO_PARTY_SUM, due);
    }
    if (agreed && due >= SumRules.HIDDEN) {
      throw FederationException.user(
          "consent: %s is for sums that two parties can be left in, and here there are %d at least:"
              + " leave it out",
          Consent.TWO_PARTY_SUM, due);
    }
    return new SumSection(summing, due);
  }

  private static int majority(List<String> parties) {
    return parties.size() / 2 + 1;
  }
}
