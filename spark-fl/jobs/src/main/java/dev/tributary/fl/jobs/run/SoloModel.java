package dev.tributary.fl.jobs.run;

import dev.tributary.fl.session.FederatedSession;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A party's own model beside the one that it learns with others. It is there to compare: where own
 * rows do not suffice for it, as they need not, the run goes on.
 */
public final class SoloModel {
  private SoloModel() {}

  /**
   * The run as a stage by itself sees it, which gives up alone: what own rows do not suffice for is
   * no reason for the others to end.
   */
  public static FederatedSession session(FederatedSession run) {
    return new FederatedSession(
        run.self(),
        run.roster(),
        run.run(),
        run.epoch(),
        run.stage(),
        new InMemoryMailbox().exchange(run.self()),
        run.compute(),
        run.stepTimeout());
  }

  /** Empty where it cannot be fitted to these rows, which is told to their owner in a line. */
  public static <M> Optional<M> fit(Log log, Supplier<M> fit) {
    try {
      return Optional.of(fit.get());
    } catch (FederationException e) {
      if (e.code() != ErrorCode.USER) {
        throw e;
      }
      log.line(
          "warning: there is no model of this party's own rows to compare with: " + e.getMessage());
      return Optional.empty();
    }
  }
}
