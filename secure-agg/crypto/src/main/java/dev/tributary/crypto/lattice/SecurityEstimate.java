package dev.tributary.crypto.lattice;

import dev.tributary.crypto.prg.Noise;

/**
 * Cost of the primal attack on LWE by embedding into the unique shortest vector problem.
 *
 * <p>BKZ with block size b finds the secret once {@code sigma sqrt(b) <= delta^(2b - d - 1)
 * Vol^(1/d)} (Alkim, Ducas, Pöppelmann, Schwabe, USENIX Security 2016, section 6.3; confirmed by
 * Albrecht, Göpfert, Virdia, Wunderer, ASIACRYPT 2017), for the Bai-Galbraith lattice of dimension
 * {@code d = m + n + 1} and volume {@code q^m xi^n}, {@code xi = sigma / sigma_secret}, which takes
 * account of the small secret (ACISP 2014). {@code delta = ((pi b)^(1/b) b / (2 pi e))^(1 / (2 (b -
 * 1)))} (Chen 2013). One call to the sieve of Becker, Ducas, Gama, Laarhoven (SODA 2016) costs
 * {@code 2^(0.292 b + 16.4)}, and BKZ makes about 8 d of them: the model that the lattice estimator
 * names BDGL16 (Albrecht, Player, Scott, "On the concrete hardness of learning with errors", 2015).
 * Module and ring structure is taken to give no advantage: none is known at these sizes.
 */
public final class SecurityEstimate {
  /** Security that every returned set must have: 128 bits and 3 for the MATZOV dual attack. */
  public static final double REQUIRED_BITS = 131;

  private static final double SECRET_SIGMA = Math.sqrt(2.0 / 3.0);
  private static final int MIN_BLOCK = 60;

  private SecurityEstimate() {}

  /** Security in bits of the outer scheme of a set. */
  public static double outer(LatticeSet set) {
    return primal(set.dimension(), set.modulusBits());
  }

  /** Security in bits of the inner scheme of a set. */
  public static double inner(LatticeSet set) {
    double bits = 0;
    for (PrimeField field : PrimeField.first(set.primes())) {
      bits += log2(field.p);
    }
    return primal(LatticeSet.RING, bits);
  }

  /**
   * log2 of the attack's cost for a uniform ternary secret and error of standard deviation 3.24.
   *
   * @param n dimension of the secret
   * @param modulusBits log2 q
   */
  static double primal(int n, double modulusBits) {
    double best = Double.POSITIVE_INFINITY;
    for (int block = MIN_BLOCK; block < 4 * n; block++) {
      if (cost(block, n) >= best) {
        break;
      }
      int samples = samples(block, n, modulusBits);
      if (samples > 0) {
        best = Math.min(best, cost(block, samples + n + 1));
      }
    }
    return best;
  }

  /** The fewest samples for which this block size succeeds, or 0. */
  private static int samples(int block, int n, double modulusBits) {
    for (int m = n / 8; m <= 3 * n; m += 8) {
      double d = m + n + 1;
      double volume = (m * modulusBits + n * log2(Noise.SIGMA / SECRET_SIGMA)) / d;
      double found = log2(Noise.SIGMA) + log2(block) / 2;
      if (found <= (2 * block - d - 1) * log2Delta(block) + volume) {
        return m;
      }
    }
    return 0;
  }

  private static double cost(int block, double d) {
    return 0.292 * block + 16.4 + log2(8 * d);
  }

  private static double log2Delta(double block) {
    double inner = log2(Math.PI * block) / block + log2(block / (2 * Math.PI * Math.E));
    return inner / (2 * (block - 1));
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
