package dev.tributary.fl.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Standard errors of metrics, and of their differences between models, by the paired bootstrap:
 * people are drawn with replacement together with their weight, and every model is measured on the
 * same people (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapters 6 and 13).
 *
 * @param values {@code [resample][model][metric]}
 */
record Bootstrap(double[][][] values) {
  /** Their standard deviation is known to {@code 1 / sqrt(2 * 1000)}, 2 %. */
  private static final int MOST = 1000;

  /** To 5 %. */
  private static final int LEAST = 200;

  /** Rows that are drawn in all, so that a million rows take some seconds. */
  private static final long BUDGET = 200_000_000;

  /** How many resamples are drawn of so many rows; no row is left out of any draw. */
  static int resamples(int rows) {
    return (int) Math.max(LEAST, Math.min(MOST, BUDGET / rows));
  }

  /**
   * Draws and measures, on all cores; the result depends on the seed only.
   *
   * @param models with equal metrics on the same rows
   * @param rows their number
   */
  static Bootstrap of(List<Resampled> models, int rows, long seed) {
    long[] seeds = new SplittableRandom(seed).longs(resamples(rows)).toArray();
    return new Bootstrap(
        IntStream.range(0, seeds.length)
            .parallel()
            .mapToObj(i -> one(models, rows, seeds[i]))
            .toArray(double[][][]::new));
  }

  /** A resample on which all models can be measured: one without a class is drawn again. */
  private static double[][] one(List<Resampled> models, int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    while (true) {
      byte[] copies = Copies.draw(random.nextLong(), rows);
      double[][] measured = new double[models.size()][models.get(0).metrics().size()];
      boolean exists = true;
      for (int m = 0; m < measured.length && exists; m++) {
        exists = models.get(m).measure(copies, measured[m]);
      }
      if (exists) {
        return measured;
      }
    }
  }

  /** Standard error of a model's metric. */
  double standardError(int model, int metric) {
    return deviation(Arrays.stream(values).mapToDouble(v -> v[model][metric]).toArray());
  }

  /** Standard error of the first model's metric minus the second's. */
  double standardErrorOfDifference(int metric) {
    return deviation(Arrays.stream(values).mapToDouble(v -> v[0][metric] - v[1][metric]).toArray());
  }

  private static double deviation(double[] of) {
    double mean = Arrays.stream(of).average().orElseThrow();
    double squares = Arrays.stream(of).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (of.length - 1));
  }
}
