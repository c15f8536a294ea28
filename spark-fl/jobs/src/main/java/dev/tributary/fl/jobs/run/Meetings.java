package dev.tributary.fl.jobs.run;

import dev.tributary.fl.horizontal.sum.SumJournal;
import dev.tributary.fl.jobs.file.DeadlinesSection;
import dev.tributary.transport.GrpcSession;
import java.time.Duration;
import java.util.Optional;

/**
 * How often the parties of a run meet: once, or again after each loss of a party where the job has
 * {@code deadlines.rejoin}, with new keys, to go on from what each keeps.
 */
final class Meetings {
  /** So that a party that is lost at every step does not hold the others for ever. */
  private static final int MOST = 20;

  private final Optional<KeptRun> kept;
  private final DeadlinesSection deadlines;
  private final Log log;
  private int ended;

  /**
   * @param kept nothing where they meet once
   */
  Meetings(Optional<KeptRun> kept, DeadlinesSection deadlines, Log log) {
    this.kept = kept;
    this.deadlines = deadlines;
    this.log = log;
    kept.filter(run -> run.sums() > 0)
        .ifPresent(
            run ->
                log.line(
                    "this run was begun before: it goes on from the "
                        + run.sums()
                        + " sums it had"));
  }

  /** What the sums of the next meeting go on from. */
  SumJournal sums() {
    return kept.map(run -> (SumJournal) run.now()).orElse(SumJournal.NONE);
  }

  /** How long to wait for the others. */
  Duration patience() {
    Duration start = deadlines.startDuration();
    return ended == 0 ? start : deadlines.rejoinDuration().orElse(start);
  }

  /** Whether the parties meet again after this end of a meeting. */
  boolean goesOn(RuntimeException end, GrpcSession grpc) {
    if (kept.isEmpty() || !grpc.endedByLoss()) {
      return false;
    }
    ended++;
    if (ended == MOST) {
      log.line("parties were lost " + MOST + " times: this party waits for them no longer");
      return false;
    }
    log.line(
        "warning: "
            + end.getMessage()
            + "; waiting up to "
            + deadlines.rejoin()
            + " for all parties, to go on after "
            + kept.get().sums()
            + " sums");
    return true;
  }
}
