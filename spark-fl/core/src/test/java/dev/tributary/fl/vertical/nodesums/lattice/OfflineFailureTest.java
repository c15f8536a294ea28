package dev.tributary.fl.vertical.nodesums.lattice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A party that fails in the background, while a later batch is made: it gives up by itself, the
 * other learns so at its next wait instead of waiting on, and no thread of either outlives them.
 */
class OfflineFailureTest {
  @Test
  void aMatrixOwnerThatFailsInALaterBatchEndsBoth() throws InterruptedException {
    MapPair pair = pair(51);
    pair.featureExchange = end -> new BreakingExchange(end, LatticeSteps.halves(1));
    MapPair.Failures failures = pair.fail(new LatticeLinearMap(SigmaOut.of(1)), calls(pair));
    assertOwn(failures.feature(), LatticeSteps.halves(1));
    assertPeer(failures.label(), "bureau gave up");
    assertNoThreads();
  }

  @Test
  void aVectorOwnerThatFailsInALaterBatchEndsBoth() throws InterruptedException {
    MapPair pair = pair(52);
    pair.labelExchange = end -> new BreakingExchange(end, LatticeSteps.secrets(1));
    MapPair.Failures failures = pair.fail(new LatticeLinearMap(SigmaOut.of(1)), calls(pair));
    assertOwn(failures.label(), LatticeSteps.secrets(1));
    assertPeer(failures.feature(), "lender gave up");
    assertNoThreads();
  }

  @Test
  void aPartyThatFailsInTheFirstBatchEndsBoth() throws InterruptedException {
    MapPair pair = pair(53);
    pair.featureExchange = end -> new BreakingExchange(end, LatticeSteps.halves(0));
    MapPair.Failures failures = pair.fail(new LatticeLinearMap(SigmaOut.of(1)), calls(pair));
    assertOwn(failures.feature(), LatticeSteps.halves(0));
    assertPeer(failures.label(), "bureau gave up");
    assertNoThreads();
  }

  /** 48 and 72 nodes: the second call needs the second batch. */
  private static List<MapPair.Call> calls(MapPair pair) {
    CandidateSet all = CandidateSet.all(pair.order.layout().total());
    List<MapPair.Call> calls = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      calls.add(new MapPair.Call(round, pair.pairs(1), pair.level(6, 16 + 8 * round), all));
    }
    return calls;
  }

  private static MapPair pair(long seed) {
    return new MapPair(seed, MapPair.shape(600, 3, 3, 6));
  }

  private static void assertOwn(RuntimeException failure, String step) {
    assertThat(failure).isInstanceOf(FederationException.class).hasMessageContaining(step);
    assertThat(FederationException.codeOf(failure)).isEqualTo(ErrorCode.RESOURCE);
  }

  private static void assertPeer(RuntimeException failure, String reason) {
    // The cause stays with its owner.
    assertThat(failure).hasMessageContaining(reason).hasMessageNotContaining("disk full");
    assertThat(FederationException.codeOf(failure)).isEqualTo(ErrorCode.PEER);
  }

  private static void assertNoThreads() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("lattice batches")) {
        thread.join(60_000);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }
}
