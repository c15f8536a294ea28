package dev.tributary.fl.horizontal.kmeans;

import dev.tributary.fl.horizontal.kmeans.Cuts.Cut;
import dev.tributary.fl.horizontal.privacy.AboveNoise;
import java.util.ArrayList;
import java.util.List;

/**
 * Centres to begin with, from sums with noise over shortened rows: the part that is widest at one
 * column is cut there at its mean, as {@link FirstCentres} does. A cut that leaves one side with
 * fewer rows than the noise explains is not kept and takes its sum all the same, so that the next
 * one is elsewhere. Centres for which no cut was kept lie beside the mean of the widest part, where
 * steps can move them; no two are the same where a column varies.
 */
final class NoisyFirstCentres {
  private final NoisyClusterSums sums;
  private final boolean[] varies;
  private final double noise;
  private final List<Part> parts = new ArrayList<>();
  private Cuts cuts = new Cuts();

  /**
   * @param varies by feature
   * @param noise deviation of that of one sum, in rows
   */
  NoisyFirstCentres(NoisyClusterSums sums, boolean[] varies, double noise) {
    this.sums = sums;
    this.varies = varies;
    this.noise = noise;
  }

  /**
   * Takes as many sums as clusters.
   *
   * @param clusters 2 at least
   * @return {@code [cluster][feature]}
   */
  double[][] find(int clusters) {
    double[][] centres = new double[clusters][];
    parts.add(new Part(sums.part(cuts, 0), 1));
    for (int cut = 1; cut < clusters; cut++) {
      cutOne();
    }
    for (int c = 0; c < clusters; c++) {
      centres[c] = c < parts.size() ? parts.get(c).means() : besideTheWidest();
    }
    return centres;
  }

  private void cutOne() {
    Place widest = widest();
    Part part = parts.get(widest.part);
    int tried = part.tried[widest.feature]++;
    double at = part.mean(widest.feature) + offset(tried) * part.deviation(widest.feature);
    Cuts with = cuts.with(new Cut(widest.part, widest.feature, at));
    Part beyond = new Part(sums.part(with, with.parts() - 1), 1);
    Part rest = part.without(beyond);
    if (beyond.isSeen() && rest.isSeen()) {
      cuts = with;
      parts.set(widest.part, rest);
      parts.add(beyond);
    }
  }

  private double[] besideTheWidest() {
    Place widest = widest();
    Part part = parts.get(widest.part);
    int tried = ++part.tried[widest.feature];
    double[] centre = part.means();
    centre[widest.feature] += offset(tried) * part.deviation(widest.feature);
    return centre;
  }

  /** In deviations: 0, then -1/2, 1/2, -1, 1 and so on. */
  private static double offset(int tried) {
    return (tried % 2 == 0 ? 0.5 : -0.5) * ((tried + 1) / 2);
  }

  private record Place(int part, int feature) {}

  private Place widest() {
    Place widest = new Place(0, 0);
    double most = -1;
    for (int p = 0; p < parts.size(); p++) {
      for (int j = 0; j < varies.length; j++) {
        int tried = 1 + parts.get(p).tried[j];
        double spread = varies[j] ? parts.get(p).spread(j) / ((double) tried * tried) : -1;
        if (spread > most) {
          most = spread;
          widest = new Place(p, j);
        }
      }
    }
    return widest;
  }

  /** What is known of the rows of one part. */
  private final class Part {
    /** Rows, then {@code [feature]} sums, then squares. */
    private final double[] total;

    /** Sums whose noise is in the total. */
    private final int noises;

    /** By feature, how often a cut there was asked for and not kept. */
    private final int[] tried = new int[varies.length];

    Part(double[] total, int noises) {
      this.total = total;
      this.noises = noises;
    }

    Part without(Part other) {
      double[] less = total.clone();
      for (int i = 0; i < less.length; i++) {
        less[i] -= other.total[i];
      }
      return new Part(less, noises + other.noises);
    }

    boolean isSeen() {
      return total[0] >= AboveNoise.LIKELY * noise * Math.sqrt(noises);
    }

    double mean(int feature) {
      double mean = isSeen() ? total[1 + feature] / total[0] : 0;
      return Math.max(-sums.longest(), Math.min(sums.longest(), mean));
    }

    double[] means() {
      double[] means = new double[varies.length];
      for (int j = 0; j < means.length; j++) {
        means[j] = mean(j);
      }
      return means;
    }

    /** Sum of squares around the mean, no more than shortened rows can have. */
    double spread(int feature) {
      double mean = mean(feature);
      double spread = total[1 + varies.length + feature] - total[0] * mean * mean;
      double most = total[0] * sums.longest() * sums.longest();
      return Math.max(0, Math.min(most, spread));
    }

    /** Of a part that the noise hides as of all rows: 1. */
    double deviation(int feature) {
      double spread = spread(feature);
      return isSeen() && spread > 0 ? Math.sqrt(spread / total[0]) : 1;
    }
  }
}
