package dev.tributary.fl.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PeerText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgedTogetherTest {
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final Log log =
      new Log(new PartyId("a"), new PrintStream(told, true, StandardCharsets.UTF_8));

  private static Supplier<PooledEvaluation> failing(RuntimeException failure) {
    return () -> {
      throw failure;
    };
  }

  @Test
  void whatTheTotalsCannotTellKeepsTheModel() {
    FederationException one =
        FederationException.agreed(PeerText.NOT_JUDGED, "all rows have label %d", 1);
    assertThat(JudgedTogether.of(log, failing(one))).isEmpty();
    assertThat(told.toString(StandardCharsets.UTF_8))
        .contains("not judged on the rows of all: all rows have label 1");
  }

  /** Others wait for this party's sums: they must hear of it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFailureOfOnePartyEndsTheRun(boolean user) {
    FederationException own =
        user
            ? FederationException.user("every label must be finite")
            : FederationException.lost(new PartyId("west"), "west was lost");
    assertThatThrownBy(() -> JudgedTogether.of(log, failing(own))).isSameAs(own);
  }

  @Test
  void whatCanBeJudgedIs() {
    PooledEvaluation found =
        new PooledEvaluation(3, 3, Map.of(), List.of(new PartyId("a"), new PartyId("b")));
    assertThat(JudgedTogether.of(log, () -> found)).contains(found);
    assertThat(told.toString(StandardCharsets.UTF_8)).isEmpty();
  }
}
