package dev.tributary.crypto.prg;

/**
 * Samplers for secrets and errors; their control flow does not depend on the values drawn, apart
 * from the rejection loop of {@link #ternary}, which depends only on discarded words.
 *
 * <p>The LWE error is the centred binomial of parameter 21, standard deviation {@link #SIGMA} =
 * 3.24, instead of a discrete Gaussian of 3.2: exact, one word and two population counts a sample,
 * and no table (as in Alkim, Ducas, Pöppelmann, Schwabe, "Post-quantum key exchange: a new hope",
 * USENIX Security 2016, and in Kyber). The known attacks see only the standard deviation.
 */
public final class Noise {
  /** Bits on either side of the centred binomial. */
  static final int BINOMIAL = 21;

  /** Standard deviation of {@link #binomial}: sqrt(21 / 2). */
  public static final double SIGMA = Math.sqrt(BINOMIAL / 2.0);

  private static final long SIDE = (1L << BINOMIAL) - 1;

  private Noise() {}

  /** One centred binomial error, in [-21, 21]. */
  public static int binomial(KeyStream stream) {
    long word = stream.nextLong();
    return Long.bitCount(word & SIDE) - Long.bitCount((word >>> 32) & SIDE);
  }

  /** Fills {@code out[offset, offset + length)} with centred binomial errors. */
  public static void binomial(KeyStream stream, int[] out, int offset, int length) {
    for (int i = 0; i < length; i++) {
      out[offset + i] = binomial(stream);
    }
  }

  /** Fills {@code out} with uniform values of {-1, 0, 1}: five of them from a byte below 243. */
  public static void ternary(KeyStream stream, int[] out) {
    int filled = 0;
    while (filled < out.length) {
      int word = stream.nextInt();
      for (int lane = 0; lane < Integer.BYTES; lane++, word >>>= Byte.SIZE) {
        int trits = word & 0xff;
        if (trits >= 243) {
          continue;
        }
        for (int i = 0; i < 5 && filled < out.length; i++, trits /= 3) {
          out[filled++] = trits % 3 - 1;
        }
      }
    }
  }

  /**
   * Two independent Gaussians of standard deviation {@code sigma}, rounded to integers (Box-Muller
   * on 53-bit uniforms; the tail ends at 8.57 sigma, probability 2^-53 a sample).
   *
   * <p>For flooding, sigma of at least 2^6: rounding then changes the distribution by less than
   * 2^-53 in KL divergence (Poisson summation: the deviation is e^(-2 pi^2 sigma^2)). StrictMath
   * makes every machine draw the same values from a seed.
   *
   * @param sigma in (0, 2^50]
   * @param out receives two values at {@code offset}
   */
  static void wide(KeyStream stream, double sigma, long[] out, int offset) {
    double uniform = ((stream.nextLong() >>> 11) + 1) * 0x1p-53;
    double angle = (stream.nextLong() >>> 11) * 0x1p-53 * 2 * Math.PI;
    double radius = sigma * Math.sqrt(-2 * StrictMath.log(uniform));
    out[offset] = (long) Math.rint(radius * StrictMath.cos(angle));
    out[offset + 1] = (long) Math.rint(radius * StrictMath.sin(angle));
  }

  /** Fills {@code out} with rounded Gaussians of standard deviation {@code sigma}; see above. */
  public static void wide(KeyStream stream, double sigma, long[] out) {
    if (!(sigma > 0 && sigma <= 0x1p50)) {
      throw new IllegalArgumentException("sigma must be in (0, 2^50]. Provided value: " + sigma);
    }
    for (int i = 0; i + 1 < out.length; i += 2) {
      wide(stream, sigma, out, i);
    }
    if (out.length % 2 == 1) {
      long[] pair = new long[2];
      wide(stream, sigma, pair, 0);
      out[out.length - 1] = pair[0];
    }
  }
}
