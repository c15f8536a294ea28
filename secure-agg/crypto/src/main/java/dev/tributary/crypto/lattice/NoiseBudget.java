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

  /** Standard deviation of all that the vector owner could predict from its secrets. */
  public double hidden() {
    return Math.sqrt(outer * outer + inner * inner + switching * switching);
  }

  /** Smallest flood that hides it. */
  public double smallestFlood() {
    return FLOOD_FACTOR * hidden();
  }
}
