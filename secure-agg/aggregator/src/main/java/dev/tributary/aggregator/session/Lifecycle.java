package dev.tributary.aggregator.session;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.RunId;
import java.time.Duration;

/** Where a run stands, and why it ended; guarded by its session's lock. */
final class Lifecycle {
  private final RunId run;
  private RunState state;
  private String reason;
  private long endedNanos = System.nanoTime();

  /** As it was saved; one that was over counts as over since now. */
  Lifecycle(RunId run, RunState state, String reason) {
    this.run = run;
    this.state = state;
    this.reason = reason;
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

  void abort(String why) {
    end(RunState.ABORTED, why);
  }

  /** Time since the end of a run that is over. */
  Duration sinceEnd() {
    return Duration.ofNanos(System.nanoTime() - endedNanos);
  }

  /**
   * Refuses what only a run that is not over allows.
   *
   * @throws FederationException PEER with the reason of the abort; RESOURCE if all have finished
   */
  void requireLive() {
    if (state == RunState.ABORTED) {
      throw new FederationException(ErrorCode.PEER, reason);
    }
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
