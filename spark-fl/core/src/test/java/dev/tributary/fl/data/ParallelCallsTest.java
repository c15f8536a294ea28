package dev.tributary.fl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ParallelCallsTest {
  @Test
  void resultsComeInTheOrderOfTheTasksThatRunAtTheSameTime() {
    CountDownLatch second = new CountDownLatch(1);
    List<Callable<Integer>> tasks =
        List.of(
            () -> {
              second.await();
              return 1;
            },
            () -> {
              second.countDown();
              return 2;
            });
    assertThat(ParallelCalls.call(2, tasks)).containsExactly(1, 2);
  }

  @Test
  void aFailureIsThrownAsItIsAndInterruptsTheOthers() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch started = new CountDownLatch(1);
    List<Callable<Integer>> tasks =
        List.of(
            () -> {
              started.await();
              throw FederationException.user("no");
            },
            () -> {
              started.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              return 2;
            });
    assertThatThrownBy(() -> ParallelCalls.call(2, tasks))
        .isInstanceOf(FederationException.class)
        .hasMessage("no");
    interrupted.await();
  }
}
