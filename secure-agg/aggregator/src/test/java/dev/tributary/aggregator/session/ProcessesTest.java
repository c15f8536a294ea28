package dev.tributary.aggregator.session;

import static dev.tributary.aggregator.session.LocalRun.BUREAU;
import static dev.tributary.aggregator.session.LocalRun.LENDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.protocol.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is over keeps the sums of what its processes have moved, and none of them. */
class ProcessesTest {
  @TempDir private Path folder;
  private Session session;

  @BeforeEach
  void report() {
    LocalRun run = new LocalRun(folder);
    run.activate();
    session = run.session();
    for (int i = 0; i < 100; i++) {
      byte[] process = ("process " + i).getBytes(StandardCharsets.US_ASCII);
      session.report(LENDER, process, 2, 1);
    }
    assertThat(session.member(LENDER).processes()).isEqualTo(100);
  }

  @Test
  void areForgottenAtTheEnd() {
    session.finish(LENDER, Duration.ZERO);
    session.finish(BUREAU, Duration.ZERO);
    assertSettled();
  }

  @Test
  void areForgottenWithAnAbort() {
    session.abort("enough", ErrorCode.PEER);
    assertSettled();
  }

  private void assertSettled() {
    assertThat(session.member(LENDER).processes()).isZero();
    assertThat(session.executors(LENDER)).containsExactly(200, 100);
  }
}
