package dev.tributary.aggregator.session;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.RunId;
import java.time.Duration;
import java.util.Optional;

/** Where a run stands, and why it ended; guarded by its session's lock. */
final class Lifecycle {
  private final RunId run;
  private RunState state;
  private String reason;

  /** Of the abort, at those who are told; not kept over a restart. */
  private ErrorCode blame = ErrorCode.PEER;

  /** Whether a lost party ended the run. */
  private boolean byLoss;

  private long endedNanos = System.nanoTime();

  /** As it was saved; one that was over counts as over since now. */
  Lifecycle(RunId run, RunState state, String reason, boolean byLoss) {
    this.run = run;
    this.state = state;
    this.reason = reason;
    this.byLoss = byLoss;
  }

  RunState state() {
    return state;
  }

  /** Why the run was aborted; empty if it was not. */
  String reason() {
    return reason;
  }

  void activate() {
    state = RunState.ACTIVE;
  }

  void finish() {
    end(RunState.FINISHED, "");
  }

  void abort(String why, ErrorCode blamed) {
    blame = blamed;
    end(RunState.ABORTED, why);
  }

  /** The same, since a party was lost. */
  void abortByLoss(String why) {
    byLoss = true;
    abort(why, ErrorCode.PEER);
  }

  boolean byLoss() {
    return byLoss;
  }

  /** The abort as the parties are told of it; empty if there was none. */
  Optional<FederationException> aborted() {
    return state == RunState.ABORTED
        ? Optional.of(new FederationException(blame, reason))
        : Optional.empty();
  }

  /** Time since the end of a run that is over. */
  Duration sinceEnd() {
    return Duration.ofNanos(System.nanoTime() - endedNanos);
  }

  /**
   * Refuses what only a run that is not over allows.
   *
   * @throws FederationException PEER with the reason of the abort, or USER where that is a
   *     condition of the job; RESOURCE if all have finished
   */
  void requireLive() {
    aborted()
        .ifPresent(
            told -> {
              throw told;
            });
    if (state == RunState.FINISHED) {
      throw FederationException.resource("run %s is finished", run);
    }
  }

  /**
   * Refuses what needs all parties.
   *
   * @throws FederationException as {@link #requireLive}; RESOURCE while parties are awaited
   */
  void requireActive() {
    requireLive();
    if (state != RunState.ACTIVE) {
      throw FederationException.resource("run %s still awaits parties", run);
    }
  }

  private void end(RunState how, String why) {
    state = how;
    reason = why;
    endedNanos = System.nanoTime();
  }
}
