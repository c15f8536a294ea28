package dev.tributary.aggregator.session;

import static dev.tributary.aggregator.session.LocalRun.BUREAU;
import static dev.tributary.aggregator.session.LocalRun.LENDER;
import static dev.tributary.aggregator.session.LocalRun.process;
import static dev.tributary.aggregator.session.LocalRun.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.protocol.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each change of a run is on disk before anybody hears of it, and nothing else is written. */
class SessionSavingTest {
  @TempDir private Path folder;
  private LocalRun run;
  private Session session;

  @BeforeEach
  void open() {
    run = new LocalRun(folder);
    session = run.session();
  }

  private SessionRecord lastSaved() {
    List<SessionRecord> saved = run.saved();
    assertThat(saved).hasSize(1);
    return saved.get(0);
  }

  private static SessionRecord.SavedMember lender(SessionRecord saved) {
    return saved.members().get(1);
  }

  @Test
  void whoComesInIsSaved() {
    run.join(LENDER);
    SessionRecord joined = lastSaved();
    assertThat(lender(joined).joined()).isTrue();
    assertThat(lender(joined).instance()).isEqualTo(process(LENDER));
    assertThat(lender(joined).tokenHash()).isEqualTo(Tokens.hash(process(LENDER)));

    run.introduce(LENDER);
    assertThat(lender(lastSaved()).introduction()).isEqualTo(process(LENDER));
    run.introduce(LENDER);
    assertThat(run.saved()).as("said twice").isEmpty();

    run.join(BUREAU);
    run.introduce(BUREAU);
    assertThat(run.saved())
        .extracting(SessionRecord::state)
        .containsExactly(RunState.JOINING, RunState.ACTIVE);
  }

  @Test
  void aHigherEpochIsSavedAndTheMessagesInItAreNot() {
    run.activate();
    run.saved();

    run.put(step(0, 0), 10);
    assertThat(run.saved()).isEmpty();
    run.put(step(2, 0), 10);
    assertThat(lastSaved().epoch()).isEqualTo(2);
    run.put(step(2, 1), 10);
    session.mailbox().commit(LENDER, step(2, 1), new byte[1]);
    assertThat(run.saved()).isEmpty();
    assertThat(session.status().epoch()).isEqualTo(2);
  }

  @Test
  void whoHasFinishedIsSavedAndSoIsTheEnd() {
    run.activate();
    run.saved();

    assertThat(session.finish(LENDER, Duration.ZERO)).containsExactly(BUREAU);
    SessionRecord first = lastSaved();
    assertThat(lender(first).finished()).isTrue();
    assertThat(first.state()).isEqualTo(RunState.ACTIVE);
    assertThat(session.finish(LENDER, Duration.ZERO)).containsExactly(BUREAU);
    assertThat(run.saved()).as("said twice").isEmpty();
    assertThat(session.finish(BUREAU, Duration.ZERO)).isEmpty();
    assertThat(lastSaved().state()).isEqualTo(RunState.FINISHED);
  }

  @Test
  void theFirstAbortIsSaved() {
    run.join(LENDER);
    run.saved();

    assertThat(session.abort("lender gave up: first", ErrorCode.PEER)).isTrue();
    SessionRecord aborted = lastSaved();
    assertThat(aborted.state()).isEqualTo(RunState.ABORTED);
    assertThat(aborted.reason()).isEqualTo("lender gave up: first");
    assertThat(session.abort("bureau gave up: second", ErrorCode.USER)).isFalse();
    assertThat(run.saved()).isEmpty();
    assertThat(session.aborted()).get().extracting("code").isEqualTo(ErrorCode.PEER);
  }

  @Test
  void aStatusIsOfThisMoment() {
    run.activate();
    run.put(step(1, 3), 10);
    assertThat(session.status().lastStep()).isEmpty();
    session.mailbox().commit(LENDER, step(1, 3), new byte[5]);
    assertThat(session.mailbox().shortPieces(BUREAU, step(1, 3), 10)).hasSize(1);

    SessionStatus status = session.status();
    assertThat(status.name()).isEqualTo("job");
    assertThat(status.run()).isEqualTo(LocalRun.RUN);
    assertThat(status.lastStep()).isEqualTo("sums");
    assertThat(status.storedBytes()).isEqualTo(15);
    assertThat(status.ageMillis()).isBetween(0L, 60_000L);
    assertThat(status.parties().get(0).fetchedBytes()).isEqualTo(10);
    assertThat(status.parties().get(1).putBytes()).isEqualTo(10);
  }
}
