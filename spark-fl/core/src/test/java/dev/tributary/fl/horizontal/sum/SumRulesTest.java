package dev.tributary.fl.horizontal.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.horizontal.sum.SumRules.Consent;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import org.junit.jupiter.api.Test;

class SumRulesTest {
  private static FederatedSession session(int parties) {
    SumFederation federation = new SumFederation(parties);
    return federation.session(federation.members.get(0));
  }

  private static void refused(int parties, SumRules rules, String words) {
    assertThatThrownBy(() -> rules.group(session(parties)))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER))
        .hasMessageContaining(words);
  }

  private static SumRules rules(int threshold, Consent consent) {
    return new SumRules(new PartyId("bank-0"), threshold, consent);
  }

  @Test
  void twoPartiesMustConsent() {
    refused(2, rules(2, Consent.NONE), "consent: two-party-sum");
    assertThat(rules(2, Consent.TWO_PARTY_SUM).group(session(2)).threshold()).isEqualTo(2);
  }

  @Test
  void aThresholdThatLeavesTwoIsATwoPartySum() {
    refused(3, rules(2, Consent.NONE), "raise it to 3");
    assertThat(rules(2, Consent.TWO_PARTY_SUM).group(session(3)).threshold()).isEqualTo(2);
    assertThat(rules(3, Consent.NONE).group(session(3)).threshold()).isEqualTo(3);
    assertThat(rules(3, Consent.NONE).group(session(4)).threshold()).isEqualTo(3);
  }

  @Test
  void theThresholdIsAMajorityOfTheParties() {
    for (int threshold : new int[] {0, 3, 7}) {
      refused(
          6,
          rules(threshold, Consent.TWO_PARTY_SUM),
          "the threshold of sums must be more than half of the 6 parties and at most all. Provided value: "
              + threshold);
    }
    assertThat(rules(4, Consent.NONE).group(session(6)).threshold()).isEqualTo(4);
    assertThat(rules(6, Consent.NONE).group(session(6)).threshold()).isEqualTo(6);
  }

  /**
   * A summing party with rows of its own signs every list: it shows {itself, b, c} to two and
   * {itself, d, e} to the other two, and has three signatures of each.
   */
  @Test
  void twoListsOfThoseLeftAreNeverBothSignedByEnough() {
    PartyId first = new PartyId("bank-0");
    refused(5, new SumRules(first, 3, 3, Consent.NONE), "until both come to 7 together");
    assertThat(new SumRules(first, 3, 4, Consent.NONE).group(session(5)).minParties()).isEqualTo(4);
    refused(7, new SumRules(first, 4, 4, Consent.NONE), "until both come to 9 together");
    assertThat(new SumRules(first, 4, 4, Consent.NONE).group(session(6)).minParties()).isEqualTo(4);
    assertThat(new SumRules(first, 2, 2, Consent.TWO_PARTY_SUM).group(session(3)).threshold())
        .isEqualTo(2);
  }

  @Test
  void whoAddsIsOfTheRun() {
    refused(
        3,
        new SumRules(new PartyId("stranger"), 3, Consent.NONE),
        "the summing party must be one of [bank-0, bank-1, bank-2, helper]");
    SumRules rules = new SumRules(SumFederation.HELPER, 3, Consent.NONE);
    assertThat(rules.group(session(3)).members()).hasSize(3);
  }

  @Test
  void oneToAHundredPartiesHaveRows() {
    refused(1, rules(1, Consent.TWO_PARTY_SUM), "takes 2 to 100 of them");
    refused(101, rules(60, Consent.NONE), "takes 2 to 100 of them");
  }

  @Test
  void onlyASummingPartyWithoutRowsServes() {
    assertThatThrownBy(() -> SummingParty.open(session(3), rules(3, Consent.NONE)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
