package dev.tributary.fl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.session.Roster.Member;
import dev.tributary.protocol.PartyId;
import java.util.List;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static final PartyId A = new PartyId("a");
  private static final PartyId B = new PartyId("b");
  private static final PartyId C = new PartyId("c");
  private static final PartyId D = new PartyId("d");

  @Test
  void verticalRunsHaveOneLabelPartyThatAllOthersServe() {
    Roster roster = Roster.vertical(List.of(A, B, C));

    assertThat(roster.vertical().labelParty()).isEqualTo(A);
    assertThat(roster.vertical().featureParties()).containsExactly(B, C);
    assertThat(roster.role(C)).isEqualTo(Role.FEATURE);
    assertThat(roster.peers(A)).containsExactly(B, C);
    assertThat(roster.peers(B)).containsExactly(A);
  }

  @Test
  void theLabelPartyNeedNotStandFirst() {
    Roster roster =
        new Roster(
            List.of(new Member(B, Role.FEATURE, List.of(A)), new Member(A, Role.LABEL, List.of())));

    assertThat(roster.vertical().labelParty()).isEqualTo(A);
    assertThat(roster.parties()).containsExactly(B, A);
  }

  @Test
  void horizontalRunsHaveNoSingleLabelParty() {
    Roster roster = Roster.horizontal(List.of(A, B, C));

    assertThat(roster.in(Role.LABEL)).containsExactly(A, B, C);
    assertThat(roster.peers(B)).containsExactly(A, C);
    assertThatThrownBy(roster::vertical)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("one party must have the labels");
  }

  @Test
  void mixedRunsBindFeaturePartiesToThoseTheyServe() {
    Roster roster =
        new Roster(
            List.of(
                new Member(A, Role.LABEL, List.of()),
                new Member(B, Role.LABEL, List.of()),
                new Member(C, Role.FEATURE, List.of(B)),
                new Member(D, Role.FEATURE, List.of(A, B))));

    assertThat(roster.peers(A)).containsExactly(B, D);
    assertThat(roster.peers(B)).containsExactly(A, C, D);
    assertThat(roster.peers(C)).containsExactly(B);
    assertThat(roster.peers(D)).containsExactly(A, B);
  }

  @Test
  void refusesAPartyTwiceAndOneThatIsNotThere() {
    assertThatThrownBy(() -> Roster.vertical(List.of(A, A))).hasMessageContaining("distinct");
    assertThatThrownBy(() -> Roster.vertical(List.of(A, B)).role(C)).hasMessageContaining("one of");
  }
}
