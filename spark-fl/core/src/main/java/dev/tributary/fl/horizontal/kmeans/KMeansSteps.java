package dev.tributary.fl.horizontal.kmeans;

import dev.tributary.fl.horizontal.kmeans.KMeansSettings.Scaling;
import dev.tributary.fl.horizontal.moments.ColumnScale;
import dev.tributary.fl.horizontal.moments.JointMoments;
import dev.tributary.fl.horizontal.rows.PartyRows;
import dev.tributary.fl.horizontal.sum.FixedPoint;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.SumOfAll;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds clusters in all parties' rows (Lloyd 1982). Every party calls it with the same settings and
 * columns; all get the same clusters, bit for bit, and they are those that a party with all the
 * rows would get by itself.
 *
 * <p>A step is two secure sums: how many rows are nearest to each centre and, for centres with
 * enough of them, their sums. A centre with fewer stays where it is.
 */
public final class KMeansSteps {
  /** Parties that the fixed point has room for. */
  private static final int MOST_PARTIES = 128;

  private final KMeansSettings settings;
  private final ClusterSums sums;
  private final JointMoments moments;
  private final ColumnScale scale;

  private KMeansSteps(
      KMeansSettings settings, ClusterSums sums, JointMoments moments, ColumnScale scale) {
    this.settings = settings;
    this.sums = sums;
    this.moments = moments;
    this.scale = scale;
  }

  /**
   * Finds clusters.
   *
   * @param rows this party's, with finite features; closed in the end
   * @throws dev.tributary.protocol.FederationException USER, at all parties alike, where there are
   *     too few rows, or fewer groups of them than clusters
   */
  public static KMeansFit fit(PartyRows rows, SecureSum sum, KMeansSettings settings) {
    try {
      SumOfAll same = new SumOfAll(sum, "clusters are of the same people in every sum");
      JointMoments moments = JointMoments.of(rows, same, settings.leastCount());
      ColumnScale scale = scale(moments, settings.scaling());
      try (PartyRows scaled = rows.on(scale)) {
        ClusterSums sums =
            new ClusterSums(scaled, same, point(moments, scale, settings.clusters()));
        return new KMeansSteps(settings, sums, moments, scale).find(rows.features());
      }
    } finally {
      rows.close();
    }
  }

  /** Columns of mean 0, so that sums stay small. */
  private static ColumnScale scale(JointMoments moments, Scaling scaling) {
    ColumnScale standard = ColumnScale.standard(moments);
    double[] factor = standard.factor().clone();
    if (scaling == Scaling.AS_GIVEN) {
      for (int j = 0; j < factor.length; j++) {
        factor[j] = factor[j] > 0 ? 1 : 0;
      }
    }
    return new ColumnScale(standard.shift(), factor);
  }

  /**
   * Of all rows around 0 the squares come to some S. Among k centres one is the mean of at least a
   * k-th of the rows, so its square is at most k S / n, and the squared distances of all rows to it
   * come to at most 2 (1 + k) S; those to nearest centres to no more. Sums of values are at most
   * sqrt(n S) by Cauchy-Schwarz.
   */
  private static FixedPoint point(JointMoments moments, ColumnScale scale, int clusters) {
    double squares = 0;
    for (int j = 0; j < scale.factor().length; j++) {
      double deviation = moments.deviations()[j] * scale.factor()[j];
      squares += moments.rows() * deviation * deviation;
    }
    double most = 2.0 * (1 + clusters) * squares + Math.sqrt(moments.rows() * squares);
    return FixedPoint.of(Math.max(1, 2 * most), MOST_PARTIES);
  }

  private KMeansFit find(List<String> features) {
    double[][] centres = first();
    long[] counts = sums.counts(centres);
    int iterations = 0;
    boolean converged = false;
    double[] found = sums.sums(centres, open(counts));
    while (iterations < settings.iterations() && !converged) {
      double[][] moved = means(centres, counts, found);
      converged = farthest(centres, moved) <= settings.tolerance();
      centres = moved;
      iterations++;
      counts = sums.counts(centres);
      found = sums.sums(centres, open(counts));
    }
    boolean[] shown = open(counts);
    List<Long> sizes = new ArrayList<>();
    for (int c = 0; c < counts.length; c++) {
      sizes.add(shown[c] ? (Long) counts[c] : null);
    }
    return new KMeansFit(
        KMeansModel.scaled(features, centres, scale),
        moments.rows(),
        sizes,
        found[0],
        iterations,
        converged,
        JointMoments.SUMS + sums.sums());
  }

  private double[][] first() {
    int features = moments.means().length;
    double[] squares = new double[features];
    for (int j = 0; j < features; j++) {
      double deviation = moments.deviations()[j] * scale.factor()[j];
      squares[j] = (moments.rows() - 1) * deviation * deviation;
    }
    return new FirstCentres(sums, settings.clusters(), settings.leastCount())
        .find(moments.rows(), new double[features], squares);
  }

  /**
   * Which sums are opened. All rows together sum to 0, so what is not opened is known as one sum:
   * the smallest are left out until it is over enough rows too.
   */
  private boolean[] open(long[] counts) {
    boolean[] open = new boolean[counts.length];
    long closed = 0;
    for (int c = 0; c < open.length; c++) {
      open[c] = counts[c] >= settings.leastCount();
      closed += open[c] ? 0 : counts[c];
    }
    while (closed > 0 && closed < settings.leastCount()) {
      int smallest = -1;
      for (int c = 0; c < open.length; c++) {
        if (open[c] && (smallest < 0 || counts[c] < counts[smallest])) {
          smallest = c;
        }
      }
      if (smallest < 0) {
        break;
      }
      open[smallest] = false;
      closed += counts[smallest];
    }
    return open;
  }

  private double[][] means(double[][] centres, long[] counts, double[] found) {
    boolean[] open = open(counts);
    double[][] means = new double[centres.length][];
    int at = 1;
    for (int c = 0; c < centres.length; c++) {
      means[c] = centres[c];
      if (open[c]) {
        means[c] = Arrays.copyOfRange(found, at, at + centres[c].length);
        for (int j = 0; j < means[c].length; j++) {
          means[c][j] /= counts[c];
        }
        at += centres[c].length;
      }
    }
    return means;
  }

  private static double farthest(double[][] from, double[][] to) {
    double most = 0;
    for (int c = 0; c < from.length; c++) {
      most = Math.max(most, new Centres(from).squaredDistance(c, to[c], 0));
    }
    return Math.sqrt(most);
  }
}
