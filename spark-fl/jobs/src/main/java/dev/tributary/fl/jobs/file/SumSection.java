package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.horizontal.sum.SumRules;
import dev.tributary.protocol.FederationException;
import java.util.List;

/**
 * How parties with people of their own sum: {@code sum:}.
 *
 * @param party who adds up what all send, masked; by default the first that is named
 * @param threshold fewest parties who can open a total together: as many would have to pool what
 *     they have to see one's vector, and as many must stay to the end of a sum; by default the
 *     least that is allowed
 * @param minParties fewest parties whose rows make a total, from the threshold to all, and unless
 *     two may be left in a sum with the threshold two more than all ({@link SumRules}): those left
 *     go on without parties that are lost as long as they are so many. By default, which is null,
 *     all: the loss of one ends the run
 */
public record SumSection(
    @JsonProperty("party") String party,
    @JsonProperty("threshold") Integer threshold,
    @JsonProperty("min-parties") Integer minParties) {
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
    int left = fewest(parties.size());
    int all = parties.size();
    boolean goesOn = left < all && !agreed;
    if (goesOn && left < (all + 3) / 2) {
      throw FederationException.user(
          "sum.min-parties must be %d to %d: fewer could open one total over two halves of the"
              + " parties, unless the job has consent: %s. Provided value: %d",
          (all + 3) / 2, all, Consent.TWO_PARTY_SUM, left);
    }
    int fewest = agreed ? majority(parties) : Math.max(SumRules.HIDDEN, majority(parties));
    if (goesOn) {
      fewest = Math.max(fewest, all + 2 - left);
    }
    int due = Rules.orElse(threshold, Math.max(fewest, Math.min(parties.size(), SumRules.HIDDEN)));
    if (threshold == null && left < due) {
      due = Math.max(fewest, left); // two, where the owners accept that and name no threshold
    }
    if (due < fewest || due > parties.size()) {
      throw FederationException.user(
          "sum.threshold must be %d to %d: a majority of the %d parties that sum, and %d at least"
              + " unless the job has consent: %s%s. Provided value: %d",
          fewest,
          all,
          all,
          SumRules.HIDDEN,
          Consent.TWO_PARTY_SUM,
          goesOn ? "; with sum.min-parties both come to " + (all + 2) + " at least" : "",
          due);
    }
    if (agreed && due >= SumRules.HIDDEN) {
      throw FederationException.user(
          "consent: %s is for sums that two parties can be left in, and here there are %d at least:"
              + " leave it out",
          Consent.TWO_PARTY_SUM, due);
    }
    if (left < due || left > parties.size()) {
      throw FederationException.user(
          "sum.min-parties must be %d to %d: from sum.threshold, since so many open a total, to all;"
              + " fewer than %d only with consent: %s. Provided value: %d",
          due, parties.size(), SumRules.HIDDEN, Consent.TWO_PARTY_SUM, left);
    }
    return new SumSection(summing, due, minParties);
  }

  /**
   * Fewest parties whose rows make a total.
   *
   * @param all how many sum
   */
  public int fewest(int all) {
    return minParties == null ? all : minParties;
  }

  private static int majority(List<String> parties) {
    return parties.size() / 2 + 1;
  }
}
