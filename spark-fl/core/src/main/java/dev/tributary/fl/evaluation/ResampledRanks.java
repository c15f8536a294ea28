package dev.tributary.fl.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What {@link BinaryEvaluation} measures, in one pass over the totals and one in the order of
 * scores: time {@code O(n)} after sorting once.
 */
final class ResampledRanks implements Resampled {
  /** Where the metrics of the first fraction begin. */
  private static final int FIRST_TOP = 3;

  private final double[] fractions;

  /** Numbers of the fractions, the smallest first. */
  private final int[] byFraction;

  private final List<Metric> metrics;
  private final int[] end;
  private final int[] row;

  /** {@code [place]} weight, negative for label 0. */
  private final double[] signed;

  /** {@code [row]} the same. */
  private final double[] signedByRow;

  /** {@code [row]} cost of the row in nats. */
  private final double[] nats;

  private final int positives;
  private final double positiveRate;

  ResampledRanks(Sample sample, double... topFractions) {
    fractions = topFractions.clone();
    byFraction =
        IntStream.range(0, fractions.length)
            .boxed()
            .sorted(Comparator.comparingDouble(f -> fractions[f]))
            .mapToInt(Integer::intValue)
            .toArray();
    ScoreOrder order = ScoreOrder.of(sample.score());
    BinaryEvaluation whole = BinaryEvaluation.of(sample, fractions);
    metrics = new ArrayList<>(whole.metrics().keySet());
    positives = whole.positives();
    positiveRate = whole.positiveRate();
    end = order.end();
    row = order.row();
    signed = new double[sample.rows()];
    signedByRow = new double[sample.rows()];
    nats = new double[sample.rows()];
    for (int r = 0; r < sample.rows(); r++) {
      boolean positive = sample.label()[r] == 1;
      signedByRow[r] = positive ? sample.weight()[r] : -sample.weight()[r];
      nats[r] = LogLoss.nats(positive ? sample.score()[r] : 1 - sample.score()[r], r);
    }
    for (int place = 0; place < signed.length; place++) {
      signed[place] = signedByRow[row[place]];
    }
  }

  @Override
  public List<Metric> metrics() {
    return metrics;
  }

  @Override
  public boolean measure(byte[] copies, double[] into) {
    double ones = 0;
    double zeros = 0;
    double loss = 0;
    for (int r = 0; r < copies.length; r++) {
      double w = copies[r] * signedByRow[r];
      ones += Math.max(w, 0);
      zeros -= Math.min(w, 0);
      loss += Math.abs(w) * nats[r];
    }
    if (!(ones > 0 && zeros > 0)) {
      return false;
    }
    into[2] = loss / (ones + zeros);
    ranks(copies, ones, zeros, into);
    return true;
  }

  @Override
  public double grain(int metric) {
    Metric of = metrics.get(metric);
    double hit = 1 / (of.fraction() * row.length);
    return switch (of.kind()) {
      case PRECISION -> hit;
      case LIFT -> hit / positiveRate;
      case RECALL, TOP_KS -> 1.0 / positives;
      case AUC -> 0.5 / fewer();
      case KS -> 1.0 / fewer();
      default -> 0;
    };
  }

  /** People of the label that fewer have. */
  private int fewer() {
    return Math.min(positives, row.length - positives);
  }

  private void ranks(byte[] copies, double ones, double zeros, double[] into) {
    double perOne = 1 / ones;
    double perZero = 1 / zeros;
    double area = 0;
    double ks = 0;
    double hits = 0;
    double misses = 0;
    int place = 0;
    int cuts = 0;
    double budget = budget(cuts, ones + zeros);
    for (int to : end) {
      double hitsBefore = hits;
      double missesBefore = misses;
      for (; place < to; place++) {
        double w = copies[row[place]] * signed[place];
        hits += Math.max(w, 0);
        misses -= Math.min(w, 0);
      }
      area += (misses - missesBefore) * (hits + hitsBefore);
      ks = Math.max(ks, Math.abs(hits * perOne - misses * perZero));
      while (cuts < fractions.length && (hits + misses >= budget || place == row.length)) {
        double before = hitsBefore + missesBefore;
        double inGroup = hits + misses - before;
        double share = inGroup > 0 ? Math.min(1, (budget - before) / inGroup) : 0;
        int at = byFraction[cuts];
        double hit = hitsBefore + share * (hits - hitsBefore);
        double miss = missesBefore + share * (misses - missesBefore);
        put(TopFraction.of(fractions[at], hit, miss, ones, zeros), into, FIRST_TOP + 4 * at);
        cuts++;
        budget = budget(cuts, ones + zeros);
      }
    }
    into[0] = area / 2 * perOne * perZero;
    into[1] = ks;
  }

  private double budget(int cuts, double total) {
    return cuts < fractions.length ? fractions[byFraction[cuts]] * total : Double.POSITIVE_INFINITY;
  }

  private static void put(TopFraction top, double[] into, int at) {
    into[at] = top.precision();
    into[at + 1] = top.recall();
    into[at + 2] = top.lift();
    into[at + 3] = top.ks();
  }
}
