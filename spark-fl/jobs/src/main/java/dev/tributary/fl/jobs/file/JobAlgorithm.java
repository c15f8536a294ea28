package dev.tributary.fl.jobs.file;

import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.TableSource;
import dev.tributary.protocol.FederationException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a job file must know of an algorithm to be read and checked. */
public interface JobAlgorithm {
  /** Matches no name. */
  Pattern NONE = Pattern.compile("(?!)");

  /** Its word for {@code train.algorithm}, such as {@code vertical-gbdt}. */
  String name();

  /** Names, in small letters, of columns of {@code predictions/} that only this algorithm has. */
  default Pattern ownPredictions() {
    return NONE;
  }

  /** How the data of its jobs is divided. */
  default Partition partition() {
    return Partition.VERTICAL;
  }

  /**
   * A record whose components are the algorithm's keys of {@code train:}, each with a {@code
   * JsonProperty}; its constructor fills in defaults and throws USER for what does not fit. A null
   * component is no part of the job.
   */
  Class<? extends Record> section();

  /**
   * Why a run needs all parties to its end. Empty where it can go on without parties that are lost;
   * the algorithm then says by itself what fewer rows mean, and sums nothing again that was summed
   * over more parties.
   *
   * @param train of this algorithm
   * @param noise whether the job asks for {@code privacy}
   */
  default Optional<String> needsAll(TrainSection train, SplitSection split, boolean noise) {
    return Optional.of("algorithm: " + name() + " needs all parties to its end");
  }

  /**
   * Whether all that a run does follows from its parties' data and the totals of its sums, so that
   * it may be started again and go on from the totals that it had.
   */
  default boolean followsFromTotals() {
    return false;
  }

  /** Whether a run that goes on without a lost party does so until its first total only. */
  default boolean endsAfterATotal() {
    return false;
  }

  /**
   * USER where a job asks for {@code privacy} that the algorithm does not give.
   *
   * @param train of this algorithm
   * @param privacy asked for
   */
  default void checkPrivacy(TrainSection train, SplitSection split, PrivacySection privacy) {
    throw FederationException.user(
        "privacy must be left out: algorithm: %s is one to whose sums no noise is added", name());
  }

  /**
   * USER where the algorithm's section and others do not go together.
   *
   * @param train of this algorithm
   */
  default void check(TrainSection train, SplitSection split, EvaluateSection evaluate) {}

  /**
   * USER where a party's data section has keys that do not go with the algorithm.
   *
   * @param train of this algorithm
   */
  default void checkData(TrainSection train, TableSource data) {}

  /**
   * Whether a column of a party's table may be added to what the model predicts from the others.
   */
  default boolean takesOffset() {
    return false;
  }

  /**
   * USER where a party's own table does not do for the algorithm: everything that its run would
   * find there alone. A plan asks the same, so that it says what the run does.
   *
   * @param train of this algorithm
   * @param table with cells, labels and weights that any algorithm could take
   */
  default void checkTable(TrainSection train, SourceTable table) {}
}
