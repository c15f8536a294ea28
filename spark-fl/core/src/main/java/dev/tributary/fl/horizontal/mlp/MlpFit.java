package dev.tributary.fl.horizontal.mlp;

import dev.tributary.fl.horizontal.glm.GlmMoments;
import dev.tributary.fl.training.RoundReport;
import dev.tributary.protocol.PartyId;
import java.util.List;

/**
 * A trained perceptron and how it came about.
 *
 * @param model equal at all parties
 * @param moments of all parties' rows to train on
 * @param validation rows of all parties that validate
 * @param rounds loss after each, over the rows of the parties that were then left, divided by the
 *     weight of all rows that the training began with
 * @param kept rounds whose weights the model has
 * @param end why the training ended
 * @param sums secure sums taken
 * @param parties whose rows are in the last round, in job order
 */
public record MlpFit(
    MlpModel model,
    GlmMoments moments,
    long validation,
    List<RoundReport> rounds,
    int kept,
    End end,
    int sums,
    List<PartyId> parties) {
  /** Why a training ends. */
  public enum End {
    /** After as many rounds as the job allows. */
    ROUNDS,
    /** The validation loss did not get better any more. */
    STALE,
    /** Nobody's training moves a weight. */
    STILL
  }

  public MlpFit {
    rounds = List.copyOf(rounds);
    parties = List.copyOf(parties);
  }
}
