package dev.tributary.fl.horizontal.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.PartyId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PlainSumTest {
  private static final List<PartyId> TWO = List.of(new PartyId("one"), new PartyId("two"));

  @Test
  @Timeout(60)
  void addsModuloTwoToTheSixtyFour() {
    List<PlainSum> ends = PlainSum.among(TWO);
    CompletableFuture<Total> other =
        CompletableFuture.supplyAsync(
            () -> ends.get(1).total("of-tests", new long[] {-5, Long.MAX_VALUE}));
    Total total = ends.get(0).total("of-tests", new long[] {3, 1});
    assertThat(total.words()).containsExactly(-2, Long.MIN_VALUE);
    assertThat(total.parties()).isEqualTo(TWO);
    assertThat(other.join().words()).containsExactly(total.words());
  }

  @Test
  @Timeout(60)
  void aWaitThatBeginsAfterAnotherPartyEndedEndsToo() {
    List<PlainSum> ends = PlainSum.among(TWO);
    ends.get(1).close();
    assertThatThrownBy(() -> ends.get(0).total("of-tests", new long[1]))
        .hasMessage("another party's thread has ended");
  }

  @Test
  @Timeout(60)
  void endsTheWaitOfAnother() throws Exception {
    List<PlainSum> ends = PlainSum.among(TWO);
    CompletableFuture<Total> other =
        CompletableFuture.supplyAsync(() -> ends.get(1).total("of-tests", new long[1]));
    TimeUnit.MILLISECONDS.sleep(50);
    ends.get(0).close();
    assertThatThrownBy(other::join).hasRootCauseMessage("another party's thread has ended");
  }
}
