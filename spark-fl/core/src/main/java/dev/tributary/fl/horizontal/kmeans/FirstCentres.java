package dev.tributary.fl.horizontal.kmeans;

import dev.tributary.fl.horizontal.kmeans.Cuts.Cut;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Centres to begin with, from sums alone: the part whose rows lie farthest from their mean is cut
 * at its mean, at the column in which it is widest, until there are as many parts as clusters (Su
 * and Dy, In search of deterministic methods for initializing k-means and Gaussian mixture
 * clustering, 2007: Var-Part). Two secure sums a cut: how many rows would lie on either side and,
 * if enough do, their sums. No random number, and no row that would have to be shown.
 */
final class FirstCentres {
  private final ClusterSums sums;
  private final int clusters;
  private final long least;
  private final List<Part> parts = new ArrayList<>();
  private Cuts cuts = new Cuts();

  /**
   * Rows of one part.
   *
   * @param sums {@code [feature]}
   * @param squares {@code [feature]}
   */
  private record Part(long rows, double[] sums, double[] squares) {
    double mean(int feature) {
      return sums[feature] / rows;
    }

    /** Sum of squares around the mean. */
    double spread(int feature) {
      return Math.max(0, squares[feature] - sums[feature] * sums[feature] / rows);
    }

    double spread() {
      return IntStream.range(0, sums.length).mapToDouble(this::spread).sum();
    }

    Part without(Part other) {
      double[] s = sums.clone();
      double[] q = squares.clone();
      for (int j = 0; j < s.length; j++) {
        s[j] -= other.sums[j];
        q[j] -= other.squares[j];
      }
      return new Part(rows - other.rows, s, q);
    }
  }

  FirstCentres(ClusterSums sums, int clusters, long least) {
    this.sums = sums;
    this.clusters = clusters;
    this.least = least;
  }

  /**
   * @param rows of all parties
   * @param all {@code [feature]} sums and squares of all rows
   * @return {@code [cluster][feature]}
   * @throws FederationException USER, at all parties, if the rows cannot be divided so often
   */
  double[][] find(long rows, double[] all, double[] squares) {
    parts.add(new Part(rows, all, squares));
    while (parts.size() < clusters) {
      if (!cutOne()) {
        throw FederationException.user(
            "the rows of all parties fall into %d groups of at least %d rows, not into %d: ask for"
                + " fewer clusters, or set a smaller least-count",
            parts.size(), least, clusters);
      }
    }
    double[][] centres = new double[clusters][all.length];
    for (int c = 0; c < clusters; c++) {
      for (int j = 0; j < all.length; j++) {
        centres[c][j] = parts.get(c).mean(j);
      }
    }
    return centres;
  }

  /** Cuts the widest part that can be cut. */
  private boolean cutOne() {
    List<Integer> widest =
        IntStream.range(0, parts.size())
            .boxed()
            .sorted(Comparator.comparingDouble(p -> -parts.get(p).spread()))
            .toList();
    for (int p : widest) {
      Part part = parts.get(p);
      List<Integer> features =
          IntStream.range(0, part.sums.length)
              .filter(j -> part.spread(j) > 0)
              .boxed()
              .sorted(Comparator.comparingDouble(j -> -part.spread(j)))
              .limit(3)
              .toList();
      for (int feature : part.rows >= 2 * least ? features : List.<Integer>of()) {
        if (cut(p, feature)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean cut(int p, int feature) {
    Part part = parts.get(p);
    Cuts tried = cuts.with(new Cut(p, feature, part.mean(feature)));
    int moved = tried.parts() - 1;
    long beyond = sums.count(tried, moved);
    if (beyond < least || part.rows - beyond < least) {
      return false;
    }
    double[] of = sums.squares(tried, moved);
    int features = part.sums.length;
    double[] s = Arrays.copyOf(of, features);
    double[] q = Arrays.copyOfRange(of, features, 2 * features);
    Part out = new Part(beyond, s, q);
    parts.set(p, part.without(out));
    parts.add(out);
    cuts = tried;
    return true;
  }
}
