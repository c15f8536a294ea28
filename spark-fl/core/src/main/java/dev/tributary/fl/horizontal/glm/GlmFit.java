package dev.tributary.fl.horizontal.glm;

import dev.tributary.fl.training.optimize.Minimum;
import dev.tributary.protocol.PartyId;
import java.util.List;

/**
 * A fitted model and how it came about.
 *
 * @param model equal at all parties
 * @param moments of all parties' rows
 * @param end why the fit ended
 * @param iterations steps taken, since the last party dropped out if one did
 * @param sums secure sums taken: one that compares terms, two of moments, and one for every loss
 *     with its gradient
 * @param loss mean loss, with the penalty, in the units that were minimised; NaN with privacy,
 *     where losses are not told
 * @param gradient length of its gradient; with privacy of the last step's, noise included
 * @param parties whose rows are in the model, in job order
 */
public record GlmFit(
    GlmModel model,
    GlmMoments moments,
    Minimum.End end,
    int iterations,
    int sums,
    double loss,
    double gradient,
    List<PartyId> parties) {
  public GlmFit {
    parties = List.copyOf(parties);
  }
}
