package dev.tributary.fl.mixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.horizontal.sum.LeavingParty;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.vertical.tree.Synthetic;
import dev.tributary.fl.vertical.tree.TreeParameters;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two banks with a bureau each and one that serves both, of whom one is killed in a training. */
@Timeout(300)
class MixedLossTest {
  private static final RowOrder ROWS = new RowOrder(300, 0, 30);
  private static final TreeParameters PARAMETERS =
      TreeParameters.DEFAULTS.withTrees(2).withDepth(3);

  /** Whatever it waits for just then, and in which of its groups. */
  @ParameterizedTest
  @CsvSource({
    "bank-0, mixed-candidates/total",
    "bank-1, columns",
    "bank-1, tree/setup",
    "bank-1, mixed-level/vector",
    "bank-1, tree/level-1/choices",
    "bank-1, tree/round",
    "bureau-0-0, mixed/slot-key",
    "bureau-1-0, columns",
    "bureau-1-0, mixed/slot-key",
    "bureau-1-0, tree/layout",
    "bureau-1-0, tree/level-0/bitmaps",
    "all-1, tree/directions",
    "all-1, tree/level-1/bitmaps",
  })
  void everybodyElseEndsAndHearsWhoWasLost(String lost, String step) throws Exception {
    MixedFederation f =
        new MixedFederation(
            new Synthetic(79).federation("binary", ROWS, 2, 4, 3), 2, row -> row % 2, false, true);
    f.masked = true;
    f.exchangeOf =
        (party, end) -> party.name().equals(lost) ? new LeavingParty(f.mailbox, end, step) : end;
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      Map<PartyId, Future<?>> all = f.start(pool, PARAMETERS, Objective.binary()).all();
      assertThat(all).hasSize(5);
      all.forEach(
          (party, running) -> {
            Throwable end = catchThrowable(() -> running.get(60, TimeUnit.SECONDS));
            if (party.name().equals(lost)) {
              assertThat(end).as("it came to the step at which it is killed").isNotNull();
            } else {
              assertThat(end).as(party.name()).hasCauseInstanceOf(FederationException.class);
              assertThat(end.getCause()).hasMessageContaining(lost + " was lost: no sign of life");
              assertThat(FederationException.codeOf(end.getCause())).isEqualTo(ErrorCode.PEER);
            }
          });
    } finally {
      pool.shutdownNow();
    }
  }
}
