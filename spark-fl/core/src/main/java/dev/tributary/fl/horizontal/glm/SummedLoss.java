package dev.tributary.fl.horizontal.glm;

import dev.tributary.fl.horizontal.exact.OutOfRange;
import dev.tributary.fl.horizontal.rows.PartyRows;
import dev.tributary.fl.horizontal.sum.FixedPoint;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.training.optimize.Smooth;
import dev.tributary.protocol.PartyId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Mean loss over all parties' rows with its gradient, and the squared penalty. One secure sum each:
 * how many parties are out of range, the loss, the gradient. A party whose sums are out of range
 * puts in random words and counts itself, and then the loss is infinite for all, and the rest of
 * the total is random: a search takes a shorter step, the same at every party.
 *
 * <p>When a party is lost the function is another one, and a search must begin anew. It begins at
 * {@link #next}, where the total of those left is known already: no point is summed a second time,
 * since the difference of two totals at one point would be the lost party's own loss and gradient.
 * The first point is summed over the parties of the moments or not at all: all predictions are
 * equal there, so that loss and gradient of those left would be a combination of their moments.
 * Where that is so at every point ({@link GlmObjective#tellsMoments}) a loss ends the fit.
 */
final class SummedLoss implements Smooth {
  private static final String PURPOSE = "glm-gradient";
  private static final int OUT = 0;
  private static final int LOSS = 1;
  private static final int GRADIENT = 2;

  /** Halvings of a way that the loss of a party left out of range. */
  private static final int MOST_HALVINGS = 50;

  private final PartyRows rows;
  private final SecureSum sum;
  private final GlmSettings settings;
  private final FixedPoint point;
  private final double weight;
  private final double[] l2;
  private final double rounding;
  private final OpenedPoints opened = new OpenedPoints();
  private List<PartyId> parties;
  private double[] next;
  private Slope atNext;
  private double[] best;
  private double least = Double.POSITIVE_INFINITY;
  private int halvings = MOST_HALVINGS;
  private int sums;

  /**
   * @param parties of the moments
   */
  SummedLoss(
      PartyRows rows, SecureSum sum, GlmSettings settings, GlmScale scale, List<PartyId> parties) {
    this.parties = parties;
    this.rows = rows;
    this.sum = sum;
    this.settings = settings;
    this.point = scale.point();
    this.weight = scale.weight();
    this.l2 = scale.l2();
    this.rounding = scale.rounding();
  }

  /** Thrown where fewer parties are left than in the sum before: it was another function. */
  static final class PartiesChanged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PartiesChanged() {
      super("a party dropped out");
    }
  }

  @Override
  public Slope at(double[] at) {
    if (Arrays.equals(at, next)) {
      return atNext;
    }
    if (!opened.add(at)) {
      return new Slope(Double.POSITIVE_INFINITY, new double[at.length]);
    }
    Total total = total(own(at));
    sums++;
    boolean changed = !parties.equals(total.parties());
    parties = total.parties();
    Slope slope = slope(at, total.words());
    if (changed) {
      least = Double.POSITIVE_INFINITY;
      halvings = 0;
      next = at.clone();
      atNext = slope;
    }
    if (slope.value() < least) {
      least = slope.value();
      best = at.clone();
    }
    if (changed) {
      throw new PartiesChanged();
    }
    return slope;
  }

  private Total total(long[] own) {
    if (sums > 0 && !settings.objective().tellsMoments()) {
      return sum.total(PURPOSE, own);
    }
    return sum.totalAmong(parties, PURPOSE, own)
        .orElseThrow(
            () ->
                sum.missing(
                    parties,
                    "lost before a total that says of fewer parties what the moments said of all;"
                        + " start all again without sum.min-parties, since totals of fewer less"
                        + " those before would show the lost party's"));
  }

  private Slope slope(double[] at, long[] words) {
    if (words[OUT] != 0) {
      return new Slope(Double.POSITIVE_INFINITY, new double[at.length]);
    }
    double value = point.decode(words[LOSS]) / weight;
    double[] gradient = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      gradient[i] = point.decode(words[GRADIENT + i]) / weight + l2[i] * at[i];
      value += l2[i] * at[i] * at[i] / 2;
    }
    return new Slope(value, gradient);
  }

  @Override
  public double rounding() {
    return rounding;
  }

  private long[] own(double[] at) {
    long[] own =
        rows.sum(
            new LossKernel(
                settings.objective(), rows.features().size(), settings.intercept(), at, point));
    long[] words = new long[GRADIENT + at.length];
    if (OutOfRange.is(own, point)) {
      OutOfRange.hide(words);
    } else {
      System.arraycopy(own, 1, words, LOSS, own.length - 1);
    }
    return words;
  }

  /** Where those left begin anew: the point of their first total. */
  double[] next() {
    return next;
  }

  /**
   * Where they begin if that is out of range: halfway to the best point of all, which is not summed
   * again itself.
   *
   * @return empty where nothing is nearer, or nobody was lost
   */
  Optional<double[]> nearer(double[] out) {
    if (best == null || halvings == MOST_HALVINGS) {
      return Optional.empty();
    }
    halvings++;
    double[] half = new double[out.length];
    for (int i = 0; i < half.length; i++) {
      half[i] = best[i] + (out[i] - best[i]) / 2;
    }
    return Optional.of(half);
  }

  List<PartyId> parties() {
    return parties;
  }

  int sums() {
    return sums;
  }
}
