package dev.tributary.protocol.secagg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.crypto.aead.EphemeralKey;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {
  private static final SumGroup GROUP = Parties.group(3, 2);
  private static final List<PartyId> NAMES = GROUP.members();

  private final List<SumMember> members =
      NAMES.stream().map(party -> new SumMember(GROUP, party)).toList();

  /** What a member hears, with the last party's announcement replaced. */
  private Map<PartyId, Announcement> heard(int by, Announcement last) {
    Map<PartyId, Announcement> others = new HashMap<>();
    for (int i = 0; i < 3; i++) {
      if (i != by) {
        others.put(NAMES.get(i), i == 2 ? last : members.get(i).announcement());
      }
    }
    return others;
  }

  @Test
  void aPartyThatAnnouncesTwoKeysIsFound() {
    Announcement one = members.get(2).announcement();
    Announcement two = new SumMember(GROUP, NAMES.get(2)).announcement();
    for (Announcement other :
        List.of(
            two,
            new Announcement(two.agreement(), one.signing()),
            new Announcement(one.agreement(), two.signing()))) {
      AnnouncementsTest fresh = new AnnouncementsTest();
      Confirmation first = fresh.members.get(0).receive(fresh.heard(0, one));
      Confirmation second = fresh.members.get(1).receive(fresh.heard(1, other));
      assertThatThrownBy(() -> fresh.members.get(0).confirm(NAMES.get(1), second))
          .isInstanceOf(FederationException.class)
          .hasMessageStartingWith(
              "party-2: keys for sums: party-1 says that party-2 announced others to it than were announced here");
      assertThatThrownBy(() -> fresh.members.get(1).confirm(NAMES.get(0), first))
          .hasMessageStartingWith("party-2: keys for sums: party-0 says");
      assertThat(fresh.members.get(0).announcements().digest())
          .isNotEqualTo(fresh.members.get(1).announcements().digest());
    }
  }

  /** Whoever gets hold of a member later finds no key that pair keys could be made of again. */
  @Test
  void theKeyThatPairsAreMadeOfEndsWithThat() {
    EphemeralKey key = new EphemeralKey();
    SumMember member = new SumMember(GROUP, NAMES.get(0), key);
    member.receive(heard(0, members.get(2).announcement()));
    byte[] another = new EphemeralKey().publicKey();
    assertThatThrownBy(() -> key.agree(another)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whoSaysToHaveHeardAnotherKeyOfThisPartyIsAtFault() {
    members.get(2).receive(heard(2, null));
    Announcement other = new SumMember(GROUP, NAMES.get(2)).announcement();
    Confirmation lie = members.get(0).receive(heard(0, other));
    assertThatThrownBy(() -> members.get(2).confirm(NAMES.get(0), lie))
        .hasMessageStartingWith("party-0: keys for sums: party-0 says that party-2");
  }

  @Test
  void keysOfOthersAndOnesThatAreNoneAreRefused() {
    Announcement own = members.get(2).announcement();
    Announcement first = members.get(0).announcement();
    for (Announcement copied :
        List.of(
            new Announcement(first.agreement(), own.signing()),
            new Announcement(own.agreement(), first.signing()))) {
      assertThatThrownBy(() -> new AnnouncementsTest().receive(copied, first))
          .hasMessageStartingWith("party-2: announced a key of party-0 as its own");
    }
    assertThatThrownBy(() -> receive(new Announcement(own.agreement(), new byte[32]), first))
        .hasMessageStartingWith("party-2: announced a signing key that is no point");
    assertThatThrownBy(() -> receive(new Announcement(new byte[32], own.signing()), first))
        .hasMessageStartingWith("party-2: announced a key for sums that is none");
  }

  /** At the second member, that hears {@code first} of the first one. */
  private void receive(Announcement last, Announcement first) {
    Map<PartyId, Announcement> others = heard(1, last);
    others.put(NAMES.get(0), first);
    members.get(1).receive(others);
  }

  @Test
  void otherRulesAreNoticed() {
    members.get(0).receive(heard(0, members.get(2).announcement()));
    RunId run = GROUP.run();
    PartyId adder = GROUP.summing();
    for (SumGroup other :
        List.of(
            new SumGroup(run, 0, NAMES, adder, 3),
            new SumGroup(run, 0, NAMES, adder, 2, 3),
            new SumGroup(run, 1, NAMES, adder, 2),
            new SumGroup(new RunId("run-2"), 0, NAMES, adder, 2),
            new SumGroup(run, 0, NAMES, NAMES.get(0), 2),
            new SumGroup(run, 0, List.of(NAMES.get(1), NAMES.get(0), NAMES.get(2)), adder, 2))) {
      Map<PartyId, Announcement> all = heard(1, members.get(2).announcement());
      all.put(NAMES.get(1), members.get(1).announcement());
      Announcements others = new Announcements(other, all);
      Confirmation theirs = others.confirmation();
      assertThat(others.digest()).isNotEqualTo(members.get(0).announcements().digest());
      assertThatThrownBy(() -> members.get(0).confirm(NAMES.get(1), theirs))
          .hasMessageStartingWith("party-1: sums by other rules than")
          .hasMessageContaining("threshold of 2");
    }
  }

  @Test
  void sumsBeginWhenAllOthersHaveConfirmed() {
    Announcement last = members.get(2).announcement();
    assertThatThrownBy(() -> members.get(0).announcements())
        .isInstanceOf(IllegalStateException.class);
    members.get(0).receive(heard(0, last));
    Confirmation confirmation = members.get(1).receive(heard(1, last));
    members.get(0).confirm(NAMES.get(1), confirmation);
    members.get(0).confirm(NAMES.get(1), confirmation);
    assertThatThrownBy(() -> members.get(0).begin(Parties.round(0, 1)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> members.get(0).receive(heard(0, last)))
        .isInstanceOf(IllegalStateException.class);
    members.get(0).confirm(NAMES.get(2), confirmation);
    members.get(0).begin(Parties.round(0, 1));
  }

  @Test
  void groupsHaveTwoToAHundredMembersAndAMajority() {
    RunId run = new RunId("run-1");
    PartyId adder = new PartyId("adder");
    for (int[] bad : new int[][] {{1, 1}, {101, 60}, {4, 2}, {4, 5}, {5, 2}}) {
      assertThatThrownBy(() -> new SumGroup(run, 0, Parties.names(bad[0]), adder, bad[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new SumGroup(run, 0, List.of(adder, adder), adder, 2))
        .hasMessageContaining("different parties");
    assertThatThrownBy(() -> new SumGroup(run, -1, NAMES, adder, 2)).hasMessageContaining("epoch");
    new SumGroup(run, 0, Parties.names(100), adder, 51);
  }
}
