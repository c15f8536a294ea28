package dev.tributary.fl.horizontal.glm;

import dev.tributary.fl.horizontal.rows.PartyRows;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.training.optimize.Minimum;
import dev.tributary.fl.training.optimize.QuasiNewton;
import dev.tributary.fl.training.optimize.Stopping;
import dev.tributary.protocol.FederationException;
import java.util.Optional;

/**
 * Fits one model to all parties' rows. Every party calls it with the same settings and features;
 * all get the same model, bit for bit, and it is the one that a party with all the rows would get
 * by itself, bit for bit too: rows are rounded one by one, so neither partitions nor parties
 * matter.
 */
public final class HorizontalGlm {
  private HorizontalGlm() {}

  /**
   * Fits a model.
   *
   * @param rows this party's, which {@link RowLimits} has found in range; closed in the end
   * @param sum one sum compares the terms, two are of moments, and every loss is one
   * @throws FederationException USER, at all parties alike, where terms differ, there is nothing to
   *     learn or the loss cannot be told at the start; at the party alone if it has no rows
   */
  public static GlmFit fit(PartyRows rows, SecureSum sum, GlmSettings settings) {
    try {
      GlmTerms.requireEqual(sum, rows.features(), settings);
      GlmMoments moments = GlmMoments.of(rows, settings.objective(), sum);
      GlmScale scale = new GlmScale(settings, moments);
      try (PartyRows scaled = rows.on(scale.rows())) {
        return descend(scaled, sum, settings, scale, moments);
      }
    } finally {
      rows.close();
    }
  }

  private static GlmFit descend(
      PartyRows scaled, SecureSum sum, GlmSettings settings, GlmScale scale, GlmMoments moments) {
    SummedLoss loss = new SummedLoss(scaled, sum, settings, scale, moments.parties());
    Minimum minimum = minimum(loss, settings, scale);
    if (minimum.end() == Minimum.End.UNTOLD) {
      throw FederationException.user(
          "the loss is out of range before the first step; check the offset column, or allow an"
              + " intercept");
    }
    return new GlmFit(
        scale.model(minimum.at(), scaled),
        moments,
        minimum.end(),
        minimum.iterations(),
        GlmTerms.SUMS + GlmMoments.SUMS + loss.sums(),
        minimum.value(),
        minimum.gradient(),
        loss.parties());
  }

  /** Begins anew whenever a party is lost. */
  private static Minimum minimum(SummedLoss loss, GlmSettings settings, GlmScale scale) {
    Stopping stopping =
        new Stopping(
            settings.stopping().iterations(), settings.stopping().tolerance() * scale.magnitude());
    double[] from = scale.start();
    while (true) {
      try {
        Minimum minimum = new QuasiNewton(loss, scale.l1(), stopping).from(from);
        Optional<double[]> nearer =
            minimum.end() == Minimum.End.UNTOLD ? loss.nearer(from) : Optional.empty();
        if (nearer.isEmpty()) {
          return minimum;
        }
        from = nearer.get();
      } catch (SummedLoss.PartiesChanged e) {
        from = loss.next();
      }
    }
  }
}
