package dev.tributary.fl.spark.vertical;

import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.mixed.Groups;
import dev.tributary.fl.session.FederatedSession;
import java.util.function.Function;

/**
 * What a training of several label parties has beside that of one. Never persisted.
 *
 * @param groups who works with whom
 * @param sums this party's end of the sums with those that hold the same columns, in a session of
 *     these; closed after the fit
 * @param baseline whether every group also trains by itself, to compare; the same at all parties
 */
public record MixedRun(
    Groups groups, Function<FederatedSession, SecureSum> sums, GroupBaseline baseline) {
  /** In manifests. */
  static final String ALGORITHM = "mixed-gbt";

  /** Whether groups also train by themselves. */
  public enum GroupBaseline {
    /** After the joint training. */
    GROUP,
    NONE
  }

  /** The session of a label party's group. */
  FederatedSession group(FederatedSession run) {
    return run.among(groups.group(run.self()));
  }
}
