package dev.tributary.fl.jobs.run;

import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.protocol.FederationException;
import java.util.Optional;
import java.util.function.Supplier;

/** The joint model judged on the rows of all parties, after it was trained. */
public final class JudgedTogether {
  private JudgedTogether() {}

  /**
   * How good it is; empty, at all parties alike, where the totals of all cannot tell, such as with
   * one label: the model is kept then. A failure of one party's own ends the run.
   */
  public static Optional<PooledEvaluation> of(Log log, Supplier<PooledEvaluation> judging) {
    try {
      return Optional.of(judging.get());
    } catch (FederationException e) {
      if (!FederationException.isAgreed(e)) {
        throw e;
      }
      log.line("warning: the joint model is not judged on the rows of all: " + e.getMessage());
      return Optional.empty();
    }
  }
}
