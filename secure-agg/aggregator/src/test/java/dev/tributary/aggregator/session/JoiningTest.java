package dev.tributary.aggregator.session;

import static dev.tributary.aggregator.session.LocalRun.BUREAU;
import static dev.tributary.aggregator.session.LocalRun.LENDER;
import static dev.tributary.aggregator.session.LocalRun.process;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.protocol.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which process of a party is in a run, and what one hears that comes too late. */
class JoiningTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final byte[] ANOTHER = {1, 2, 3};

  @TempDir private Path folder;
  private LocalRun run;
  private Joining joining;

  @BeforeEach
  void open() {
    run = new LocalRun(folder);
    joining = run.session().joining();
  }

  @Test
  void aPartyIsInARunAsTheProcessThatJoinedLast() {
    assertThat(joining.joinedBy(LENDER, new byte[0])).as("nobody is in it").isFalse();
    run.join(LENDER);

    assertThat(joining.joinedBy(LENDER, process(LENDER))).isTrue();
    assertThat(joining.joinedBy(LENDER, ANOTHER)).isFalse();
    joining.join(LENDER, ANOTHER, Tokens.hash(ANOTHER));
    assertThat(joining.joinedBy(LENDER, process(LENDER))).isFalse();
    assertThat(joining.joinedBy(LENDER, ANOTHER)).isTrue();
    assertThat(run.session().partyOf(Tokens.hash(ANOTHER))).contains(LENDER);
    assertThat(run.session().partyOf(Tokens.hash(process(LENDER)))).isEmpty();
  }

  @Test
  void oneProcessOfAPartyThatComesTooLateHearsWhy() {
    run.join(LENDER);
    assertThat(joining.missed(BUREAU, process(BUREAU), LONG)).as("not over").isEmpty();
    run.session().abort("lender gave up: tired", ErrorCode.PEER);

    for (int i = 0; i < 2; i++) {
      assertThat(joining.missed(BUREAU, process(BUREAU), LONG))
          .get()
          .extracting("message")
          .isEqualTo("lender gave up: tired");
    }
    assertThat(joining.missed(BUREAU, ANOTHER, LONG)).as("it means to start anew").isEmpty();
    assertThat(joining.missed(LENDER, ANOTHER, LONG)).as("it was in it").isEmpty();
  }

  @Test
  void whatIsLongOverKeepsNobodyOut() {
    run.join(LENDER);
    run.session().abort("lender gave up: tired", ErrorCode.PEER);

    assertThat(joining.missed(BUREAU, process(BUREAU), Duration.ofSeconds(-1))).isEmpty();
  }
}
