package dev.tributary.fl.horizontal.privacy;

import java.io.Serializable;

/**
 * A row's vector in whole units, shortened to a length and rounded towards zero, so that rounding
 * makes none longer. Every vector is checked once more, exactly: none is longer than {@code
 * longest} units, whatever a row holds.
 *
 * @param clip longest vector
 * @param longest the same in units of a word, at most 2^30
 */
public record ClippedWords(double clip, long longest) implements Serializable {
  /** By which a vector is shortened that arithmetic in doubles has left too long. */
  private static final double SHORTER = 1 - 0x1p-30;

  private static final long MOST = 1L << 30;

  public ClippedWords {
    if (!(clip < Double.POSITIVE_INFINITY && clip / longest >= Double.MIN_NORMAL)
        || longest < 1
        || longest > MOST) {
      throw new IllegalArgumentException(
          "a clipped vector has a finite length of 1 to 2^30 units, each a normal number. Provided"
              + " values: "
              + clip
              + ", "
              + longest);
    }
  }

  /** The value of a unit. */
  public double unit() {
    return clip / longest;
  }

  /**
   * In units.
   *
   * @param into result, as long as the vector
   * @return false for a vector that is no number, which adds nothing
   */
  public boolean round(double[] vector, long[] into) {
    double most = 0;
    for (double v : vector) {
      most = Double.isNaN(v) ? Double.NaN : Math.max(most, Math.abs(v));
    }
    if (!Double.isFinite(most)) {
      return false;
    }
    double squares = 0;
    for (double v : vector) {
      squares += most > 0 ? (v / most) * (v / most) : 0;
    }
    double length = most * Math.sqrt(squares);
    double factor = (length > clip ? clip / length : 1) / unit();
    while (!fits(vector, factor, into)) {
      factor *= SHORTER;
    }
    return true;
  }

  /** Exactly, since no word is squared that is longer than all may be. */
  private boolean fits(double[] vector, double factor, long[] into) {
    long left = longest * longest;
    for (int i = 0; i < into.length; i++) {
      into[i] = (long) (vector[i] * factor);
      if (into[i] > longest || into[i] < -longest) {
        return false;
      }
      left -= into[i] * into[i];
      if (left < 0) {
        return false;
      }
    }
    return true;
  }
}
