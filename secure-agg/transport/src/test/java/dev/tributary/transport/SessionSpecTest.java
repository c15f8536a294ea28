package dev.tributary.transport;

import static dev.tributary.transport.TestFederation.BUREAU;
import static dev.tributary.transport.TestFederation.DEADLINES;
import static dev.tributary.transport.TestFederation.JOB;
import static dev.tributary.transport.TestFederation.LENDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.pki.Fingerprint;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionSpecTest {
  private static final Map<PartyId, Optional<Fingerprint>> BOTH =
      Map.of(LENDER, Optional.empty(), BUREAU, Optional.empty());

  private static SessionSpec spec(String name, String job, PartyId self) {
    return new SessionSpec(name, job, self, BOTH, DEADLINES);
  }

  @Test
  void aNameHasAtMost64Characters() {
    assertThat(spec("x".repeat(64), JOB, LENDER).name()).hasSize(64);
    assertThatThrownBy(() -> spec("x".repeat(65), JOB, LENDER))
        .isInstanceOf(FederationException.class)
        .hasMessageStartingWith("run name must have at most 64 characters");
    assertThatThrownBy(() -> spec("a/b", JOB, LENDER)).hasMessageContaining("run id must be");
  }

  @Test
  void aJobIsNamedByItsHash() {
    assertThatThrownBy(() -> spec("spring", JOB.toUpperCase(Locale.ROOT), LENDER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("job hash of run spring must be 64 lower case hex digits");
  }

  @Test
  void aRunHasThisPartyAndAnother() {
    assertThatThrownBy(() -> spec("spring", JOB, new PartyId("clinic")))
        .isInstanceOf(FederationException.class)
        .hasMessage(
            "the job must name this party (clinic) and at least one other. Provided value:"
                + " [bureau, lender]");
    assertThatThrownBy(
            () ->
                new SessionSpec("spring", JOB, LENDER, Map.of(LENDER, Optional.empty()), DEADLINES))
        .hasMessageEndingWith("Provided value: [lender]");
  }

  @Test
  void onlyThePartiesOfTheJobAreNamed() {
    SessionSpec spec = spec("spring", JOB, LENDER);

    assertThat(spec.among(List.of("bureau", "\u001b[2J", "clinic"))).containsExactly(BUREAU);
    assertThat(spec.among(List.of())).isEmpty();
  }

  @Test
  void deadlinesArePositive() {
    Duration one = Duration.ofMillis(1);
    for (Duration wrong : List.of(Duration.ZERO, Duration.ofMillis(-1))) {
      for (int at = 0; at < 3; at++) {
        int which = at;
        assertThatThrownBy(
                () ->
                    new SessionDeadlines(
                        which == 0 ? wrong : one,
                        which == 1 ? wrong : one,
                        which == 2 ? wrong : one))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("deadline must be positive. Provided value: " + wrong);
      }
    }
    assertThat(SessionDeadlines.defaults())
        .isEqualTo(
            new SessionDeadlines(
                Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofMinutes(1)));
  }
}
