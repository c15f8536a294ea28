package dev.tributary.crypto.lattice;

import dev.tributary.crypto.prg.Noise;

/**
 * Standard deviations, in units of Z_q, of everything that separates the vector owner's decoded
 * word from {@code Delta M m}, for a row of M with at most {@code rows} ones.
 *
 * @param outer M E: sigma sqrt(rows)
 * @param inner the RLWE errors times the hint: (q/Q) sigma sqrt(32 N) q / sqrt(12)
 * @param switching rounding both halves to q: sqrt((1 + 4096 * 2/3) / 12)
 */
public record NoiseBudget(double outer, double inner, double switching) {
  /**
   * The flood must be this many times what it hides: mean square shift over twice its variance, the
   * KL divergence a word, is then at most 2^-17.
   */
  public static final double FLOOD_FACTOR = 256;

  /**
   * The same for the flood on what the vector owner releases. What it hides are the secrets behind
   * every value of the vector, so the divergences, at most 2^-33 a word, have to be small in sum:
   * 2^-11 over the four million words of a batch of 128 channels and 32,000 candidates.
   */
  public static final double SHARE_FLOOD_FACTOR = 65_536;

  /** The budget for a matrix of {@code rows} columns. */
  public static NoiseBudget of(LatticeSet set, int rows) {
    double ratio = 1;
    for (PrimeField field : PrimeField.first(set.primes())) {
      ratio *= field.p;
    }
    double q = Math.pow(2, set.modulusBits());
    double terms = (double) LatticeSet.GROUP * set.dimension();
    double inner = q / ratio * q / Math.sqrt(12) * Noise.SIGMA * Math.sqrt(terms);
    double switching = Math.sqrt((1 + LatticeSet.RING * 2 / 3.0) / 12);
    return new NoiseBudget(Noise.SIGMA * Math.sqrt(rows), inner, switching);
  }

  /** Standard deviation of all that depends on the secrets of the vector owner. */
  public double hidden() {
    return Math.sqrt(outer * outer + inner * inner + switching * switching);
  }

  /** Smallest flood of the matrix owner that hides it from the vector owner. */
  public double smallestFlood() {
    return FLOOD_FACTOR * hidden();
  }

  /** Smallest flood of the vector owner that hides it from the matrix owner. */
  public double smallestShareFlood() {
    return SHARE_FLOOD_FACTOR * hidden();
  }
}
