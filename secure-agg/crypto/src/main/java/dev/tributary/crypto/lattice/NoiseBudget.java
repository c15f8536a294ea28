package dev.tributary.crypto.lattice;

import dev.tributary.crypto.prg.Noise;
import java.io.Serializable;

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

  private static final double OWN_SHARE = 8;

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

  /**
   * How much of a flood every word has of its own. Words that are sums over the same samples share
   * the rest, which hides the outer errors, since these are sums over the same samples too; the
   * other errors differ from word to word, so what hides them must as well.
   *
   * @param shared standard deviation of what sums over the same samples have in common
   * @param own of what every word has for itself
   */
  public record Parts(double shared, double own) implements Serializable {}

  /**
   * Cuts a flood of at least {@link #smallestFlood}: the own part is what hides the own errors, and
   * an eighth of what the flood has beyond the smallest.
   */
  public Parts parts(double flood) {
    double spare = flood * flood - smallestFlood() * smallestFlood();
    if (spare < -1e-9 * flood * flood) {
      throw new IllegalArgumentException(
          "a flood must be at least " + smallestFlood() + ". Provided value: " + flood);
    }
    double errors = FLOOD_FACTOR * Math.hypot(inner, switching);
    double own = errors * errors + Math.max(0, spare) / (OWN_SHARE * OWN_SHARE);
    return new Parts(Math.sqrt(flood * flood - own), Math.sqrt(own));
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
