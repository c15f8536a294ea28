package dev.tributary.fl.horizontal.glm;

import dev.tributary.fl.horizontal.exact.Words;
import dev.tributary.fl.horizontal.rows.PartyRows;
import dev.tributary.fl.horizontal.sum.FixedPoint;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.training.optimize.Smooth;
import dev.tributary.protocol.PartyId;
import java.util.List;

/**
 * Mean loss over all parties' rows with its gradient, and the squared penalty. One secure sum each:
 * how many parties are out of range, the weight, the loss, the gradient. A party whose sums are out
 * of range puts in zeros and counts itself, and then the loss is infinite for all: a search takes a
 * shorter step, the same at every party.
 */
final class SummedLoss implements Smooth {
  private static final int OUT = 0;
  private static final int WEIGHT = 1;
  private static final int LOSS = 2;
  private static final int GRADIENT = 3;

  private final PartyRows rows;
  private final SecureSum sum;
  private final GlmSettings settings;
  private final FixedPoint point;
  private final FixedPoint weights;
  private final long weight;
  private final double[] l2;
  private final double rounding;
  private List<PartyId> parties;
  private double[] best;
  private double least = Double.POSITIVE_INFINITY;
  private int sums;

  /**
   * @param weight of this party's rows
   */
  SummedLoss(PartyRows rows, SecureSum sum, GlmSettings settings, GlmScale scale, double weight) {
    this.rows = rows;
    this.sum = sum;
    this.settings = settings;
    this.point = scale.point();
    this.weights = scale.weights();
    this.weight = weights.encode(weight);
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
    Total total = sum.total("glm-gradient", own(at));
    sums++;
    check(total);
    long[] words = total.words();
    if (words[OUT] != 0) {
      return new Slope(Double.POSITIVE_INFINITY, new double[at.length]);
    }
    double all = weights.decode(words[WEIGHT]);
    double value = point.decode(words[LOSS]) / all;
    double[] gradient = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      gradient[i] = point.decode(words[GRADIENT + i]) / all + l2[i] * at[i];
      value += l2[i] * at[i] * at[i] / 2;
    }
    if (value < least) {
      least = value;
      best = at.clone();
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
    words[WEIGHT] = weight;
    double most = point.bound() * point.scale();
    for (int i = 1; i < own.length; i++) {
      if (Math.abs((double) own[i]) > most) {
        own[0]++;
      }
    }
    if (Words.inRange(own)) {
      System.arraycopy(own, 1, words, LOSS, own.length - 1);
    } else {
      words[OUT] = 1;
    }
    return words;
  }

  private void check(Total total) {
    if (parties != null && !parties.equals(total.parties())) {
      parties = total.parties();
      least = Double.POSITIVE_INFINITY;
      throw new PartiesChanged();
    }
    parties = total.parties();
  }

  /** The best point so far; null before the first. */
  double[] best() {
    return best;
  }

  List<PartyId> parties() {
    return parties;
  }

  int sums() {
    return sums;
  }
}
