package dev.tributary.fl.horizontal.privacy;

/**
 * What the sums of {@link ProductWords} with noise say of columns whose deviation is about 1.
 *
 * @param deviations {@code [column]}; 0 where the noise hides whether it varies
 * @param correlations {@code [column][column]}, symmetric, -1 to 1; 0 of columns that do not vary
 */
@SuppressWarnings("ArrayRecordComponent")
public record NoisyCovariance(double[] deviations, double[][] correlations) {
  /**
   * Deviations of noise that a column's variance must have: of columns that do not vary where they
   * were scaled to, one in 4,000 has them by chance.
   */
  private static final double LIKELY = 3.5;

  /**
   * Whether the noise leaves nothing to see: columns have variance 1 or so, and noise beyond that
   * would leave a few by chance.
   *
   * @param noise deviation of that in a mean product
   */
  public static boolean isHidden(double noise) {
    return !(LIKELY * noise <= 1);
  }

  /**
   * @param words sums over all rows
   * @param scaled {@code [column]} deviations by which they were divided; one with 0 put nothing
   *     in, and what its sums tell is noise
   * @param unit of a mean product
   * @param noise deviation of that in a mean product
   */
  public static NoisyCovariance of(long[] words, double[] scaled, double unit, double noise) {
    int columns = scaled.length;
    double[] deviations = new double[columns];
    for (int i = 0, at = 0; i < columns; at += columns - i, i++) {
      double variance = words[at] * unit;
      deviations[i] = scaled[i] > 0 && variance > LIKELY * noise ? Math.sqrt(variance) : 0;
    }
    double[][] correlations = new double[columns][columns];
    int at = 0;
    for (int i = 0; i < columns; i++) {
      correlations[i][i] = deviations[i] > 0 ? 1 : 0;
      at++;
      for (int j = i + 1; j < columns; j++) {
        double both = deviations[i] * deviations[j];
        double r = both > 0 ? words[at] * unit / both : 0;
        correlations[i][j] = Math.max(-1, Math.min(1, r));
        correlations[j][i] = correlations[i][j];
        at++;
      }
    }
    return new NoisyCovariance(deviations, correlations);
  }
}
