package dev.tributary.fl.jobs.run;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A party's own model beside the one that it learns with others. It is there to compare: where own
 * rows do not suffice for it, as they need not, the run goes on.
 */
public final class SoloModel {
  private SoloModel() {}

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
