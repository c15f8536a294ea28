package dev.tributary.fl.jobs.file;

import dev.tributary.fl.training.Target;
import dev.tributary.protocol.FederationException;

/** The section of an algorithm that learns a label. */
public interface Supervised {
  /** What is fitted. */
  Target objective();

  /** Whether a training has rounds, and tells the loss of validation rows after each. */
  default boolean hasRounds() {
    return true;
  }

  /** Whether validation rows decide when training stops. */
  default boolean stopsByValidation() {
    return false;
  }

  /** That of a job whose algorithm learns a label. */
  static Supervised of(JobFile job) {
    if (job.train().section() instanceof Supervised supervised) {
      return supervised;
    }
    throw FederationException.user(
        "algorithm: %s learns no label: leave out what needs one", job.train().algorithm().name());
  }
}
