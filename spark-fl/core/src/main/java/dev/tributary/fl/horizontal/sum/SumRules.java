package dev.tributary.fl.horizontal.sum;

import dev.tributary.crypto.shamir.ShamirSharing;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Role;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.secagg.SumGroup;
import java.util.List;

/**
 * How the parties of a run sum, as their job says it. Each party reads its own copy of the job; the
 * parties compare what they read before the first sum.
 *
 * @param summingParty who adds the masked vectors and sees the totals: any party of the run
 * @param threshold fewest parties who can open a total together, more than half of those with rows
 * @param minParties fewest parties whose vectors make a total, at least the threshold; {@link
 *     #ALL_PARTIES}: whoever is lost ends the sums. Fewer than all {@code n}: with the threshold at
 *     least {@code n + 2}, since two lists of survivors have fewer parties than that behind them
 * @param consent whether a total over two is meant, from which each knows the other's part
 */
public record SumRules(PartyId summingParty, int threshold, int minParties, Consent consent) {
  /** Stands for all of those with rows: a run that a loss ends. */
  public static final int ALL_PARTIES = Integer.MAX_VALUE;

  /** Fewest parties among whom a total does not give away one's part to another. */
  public static final int HIDDEN = 3;

  /** What the parties agree to beyond sums that hide. */
  public enum Consent {
    /** Nothing. */
    NONE,
    /** {@code consent: two-party-sum}: a total may show each of two parties the other's part. */
    TWO_PARTY_SUM
  }

  /** Rules of a run that ends when a party is lost. */
  public SumRules(PartyId summingParty, int threshold, Consent consent) {
    this(summingParty, threshold, ALL_PARTIES, consent);
  }

  /**
   * The parties with rows of their own, who sum.
   *
   * @throws FederationException USER for rules that no job may have
   */
  SumGroup group(FederatedSession session) {
    List<PartyId> members = session.roster().in(Role.LABEL);
    int count = members.size();
    if (count < 2 || count > ShamirSharing.MAX_PARTIES) {
      throw FederationException.user(
          "a sum over parties takes 2 to %d of them with role: label. Provided value: %s",
          ShamirSharing.MAX_PARTIES, members);
    }
    if (!session.parties().contains(summingParty)) {
      throw FederationException.user(
          "the summing party must be one of %s. Provided value: %s",
          session.parties(), summingParty);
    }
    if (count < HIDDEN && consent != Consent.TWO_PARTY_SUM) {
      throw FederationException.user(
          "with two parties a total shows each what the other put in: have three or more, or say"
              + " that this is meant with consent: two-party-sum in the job file");
    }
    if (2 * threshold <= count || threshold > count) {
      throw FederationException.user(
          "the threshold of sums must be more than half of the %d parties and at most all."
              + " Provided value: %d",
          count, threshold);
    }
    if (threshold < HIDDEN && consent != Consent.TWO_PARTY_SUM) {
      throw FederationException.user(
          "a threshold of %d lets two parties sum when others are lost, and each sees what the"
              + " other put in: raise it to %d, or say that this is meant with consent:"
              + " two-party-sum in the job file",
          threshold, HIDDEN);
    }
    int fewest = minParties == ALL_PARTIES ? count : minParties;
    if (fewest < threshold || fewest > count) {
      throw FederationException.user(
          "the fewest parties of a sum must be its threshold, %d, to all %d. Provided value: %d",
          threshold, count, minParties);
    }
    if (fewest < count && fewest + threshold < count + 2 && consent != Consent.TWO_PARTY_SUM) {
      throw FederationException.user(
          "with a threshold of %d a total over %d of %d parties can be opened beside one over"
              + " others, if the summing party shows the parties two lists of who is left: raise"
              + " them until both come to %d together, or say with consent: two-party-sum in the job"
              + " file that each may see what another put in",
          threshold, fewest, count, count + 2);
    }
    return new SumGroup(session.run(), session.epoch(), members, summingParty, threshold, fewest);
  }
}
