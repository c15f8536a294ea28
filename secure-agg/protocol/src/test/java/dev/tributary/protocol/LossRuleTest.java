package dev.tributary.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LossRuleTest {
  private static final PartyId NORTH = new PartyId("north");
  private static final PartyId SOUTH = new PartyId("south");
  private static final PartyId WEST = new PartyId("west");
  private static final List<PartyId> ALL = List.of(NORTH, SOUTH, WEST);
  private static final LossRule TWO = new LossRule(2, List.of(NORTH));

  @Test
  void aLossEndsARunWithoutARule() {
    assertThat(LossRule.ENDS.goesOn()).isFalse();
    assertThat(LossRule.ENDS.end(ALL, Map.of())).isEmpty();
    assertThat(LossRule.ENDS.end(ALL, Map.of(WEST, Duration.ofSeconds(31))))
        .contains(
            "west was lost: no sign of life for 31 s; see its log and start all parties again");
  }

  @Test
  void aRunGoesOnWithEnoughAndWithThoseItNeeds() {
    Duration silent = Duration.ofSeconds(40);
    assertThat(TWO.end(ALL, Map.of(WEST, silent))).isEmpty();
    assertThat(TWO.end(ALL, Map.of(WEST, silent, SOUTH, Duration.ofSeconds(2))))
        .contains(
            "south was lost: no sign of life for 2 s; west was lost: no sign of life for 40 s; 1 of"
                + " 3 parties are left where the job asks for 2 (sum.min-parties): start all again");
    assertThat(TWO.end(ALL, Map.of(NORTH, silent)))
        .contains(
            "north was lost: no sign of life for 40 s; the run cannot go on without it: start all"
                + " parties again");
  }

  @Test
  void whoMayComeBackIsAskedTo() {
    Duration silent = Duration.ofSeconds(31);
    assertThat(LossRule.ENDS.comingBack().end(ALL, Map.of(WEST, silent)))
        .contains("west was lost: no sign of life for 31 s; start it again with the same command");
    assertThat(TWO.comingBack().end(ALL, Map.of(NORTH, silent)))
        .contains(
            "north was lost: no sign of life for 31 s; the run cannot go on without it: start it"
                + " again with the same command");
    assertThat(TWO.comingBack().end(ALL, Map.of(WEST, silent))).isEmpty();
    assertThat(TWO.comingBack()).isNotEqualTo(TWO);
  }

  @Test
  void whoNeedsSomebodyGoesOn() {
    assertThatThrownBy(() -> new LossRule(0, List.of(NORTH)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LossRule(-1, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whoseMessageDidNotComeIsToldFromWhatItSent() {
    assertThat(FederationException.missing(FederationException.lost(WEST, "west was lost")))
        .contains(WEST);
    RuntimeException silent =
        FederationException.resource("west sent nothing").telling(PeerText.SILENT, WEST);
    assertThat(FederationException.missing(new IllegalStateException(silent))).contains(WEST);
    assertThat(FederationException.missing(FederationException.peer(WEST, "sent a broken piece")))
        .isEmpty();
    assertThat(FederationException.missing(new IllegalStateException("a defect"))).isEmpty();
  }
}
