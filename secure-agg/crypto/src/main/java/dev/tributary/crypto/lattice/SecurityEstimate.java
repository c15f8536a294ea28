package dev.tributary.crypto.lattice;

import dev.tributary.crypto.prg.Noise;

/**
 * Cost of the primal and of the dual lattice attack on LWE with a small secret.
 *
 * <p>Primal: BKZ with block size b finds the secret once {@code sigma sqrt(b) <= delta^(2b - d - 1)
 * Vol^(1/d)} (Alkim, Ducas, Pöppelmann, Schwabe, USENIX Security 2016, section 6.3; confirmed by
 * Albrecht, Göpfert, Virdia, Wunderer, ASIACRYPT 2017), for the Bai-Galbraith lattice of dimension
 * {@code d = m + n + 1} and volume {@code q^m xi^n}, {@code xi = sigma / sigma_secret}, which takes
 * account of the small secret (ACISP 2014).
 *
 * <p>Dual: a vector of length {@code l = delta^(d - 1) (q / xi)^(n/d)}, {@code d = m + n}, in the
 * dual lattice with the same scaling tells LWE from uniform with advantage {@code 4 exp(-2 pi^2
 * tau^2)}, {@code tau = l sigma / q}; one sieve gives {@code 2^(0.2075 b)} of them, and the inverse
 * square of the advantage is needed (section 6.4 of the first paper).
 *
 * <p>{@code delta = ((pi b)^(1/b) b / (2 pi e))^(1 / (2 (b - 1)))} (Chen 2013). {@link SieveCost}
 * says what a block size costs. Module and ring structure is taken to give no advantage: none is
 * known at these sizes.
 */
public final class SecurityEstimate {
  /**
   * Security that every returned set must have under {@link SieveCost#BDGL16}: 128 bits and 3 for
   * the dual attack with guessing (MATZOV 2022), by which the lattice estimator's figures for Kyber
   * fall below the primal ones.
   */
  public static final double REQUIRED_BITS = 131;

  private static final double SECRET_SIGMA = Math.sqrt(2.0 / 3.0);
  private static final int MIN_BLOCK = 60;

  /** Below this dimension nothing is secure. */
  private static final int SMALLEST = 512;

  private SecurityEstimate() {}

  /**
   * A problem.
   *
   * @param n dimension of the secret
   * @param modulusBits log2 q
   * @param sigma standard deviation of the error
   * @param secretSigma standard deviation of the secret's entries
   */
  record Lwe(int n, double modulusBits, double sigma, double secretSigma) {
    /** Uniform ternary secret and the product's error. */
    static Lwe ternary(int n, double modulusBits) {
      return new Lwe(n, modulusBits, Noise.SIGMA, SECRET_SIGMA);
    }

    private double scalingBits() {
      return log2(sigma / secretSigma);
    }
  }

  /**
   * The cheapest attack of a kind.
   *
   * @param block size of BKZ blocks
   * @param dimension of the lattice
   * @param repetitionBits log2 of the number of sieves
   */
  record Attack(int block, int dimension, double repetitionBits) {
    double bits(SieveCost cost) {
      return cost.bits(block, dimension) + repetitionBits;
    }
  }

  /** Security in bits of the outer scheme of a set: the cheaper of both attacks. */
  public static double outer(LatticeSet set, SieveCost cost) {
    return bits(outerProblem(set), cost);
  }

  /**
   * The same after {@code toldBits} bits about the secrets were told. The best that they can tell
   * is entries of one secret, {@code log2 3} bits each: what stays is the problem without these.
   */
  public static double outer(LatticeSet set, double toldBits, SieveCost cost) {
    int entries = (int) Math.ceil(toldBits / log2(3));
    int left = set.dimension() - entries;
    return left < SMALLEST ? 0 : bits(Lwe.ternary(left, set.modulusBits()), cost);
  }

  /** Security in bits of the inner scheme of a set: the cheaper of both attacks. */
  public static double inner(LatticeSet set, SieveCost cost) {
    return bits(innerProblem(set), cost);
  }

  static Lwe outerProblem(LatticeSet set) {
    return Lwe.ternary(set.dimension(), set.modulusBits());
  }

  static Lwe innerProblem(LatticeSet set) {
    double bits = 0;
    for (PrimeField field : PrimeField.first(set.primes())) {
      bits += log2(field.p);
    }
    return Lwe.ternary(LatticeSet.RING, bits);
  }

  private static double bits(Lwe lwe, SieveCost cost) {
    return Math.min(primal(lwe).bits(cost), dual(lwe, cost).bits(cost));
  }

  /** The primal attack: the smallest block size that succeeds, with the fewest samples. */
  static Attack primal(Lwe lwe) {
    for (int block = MIN_BLOCK; ; block++) {
      for (int m = lwe.n / 8; m <= 3 * lwe.n; m += step(lwe)) {
        double d = m + lwe.n + 1;
        double volume = (m * lwe.modulusBits + lwe.n * lwe.scalingBits()) / d;
        double found = log2(lwe.sigma) + log2(block) / 2;
        if (found <= (2 * block - d - 1) * log2Delta(block) + volume) {
          return new Attack(block, m + lwe.n + 1, 0);
        }
      }
    }
  }

  /** The dual attack at its cheapest. */
  static Attack dual(Lwe lwe, SieveCost cost) {
    Attack best = new Attack(4 * lwe.n, 4 * lwe.n, 0);
    for (int block = MIN_BLOCK; cost.bits(block, lwe.n) < best.bits(cost); block++) {
      for (int m = lwe.n / 8; m <= 3 * lwe.n; m += step(lwe)) {
        int d = m + lwe.n;
        double length =
            (d - 1) * log2Delta(block) + lwe.n * (lwe.modulusBits - lwe.scalingBits()) / d;
        double tau = Math.pow(2, length + log2(lwe.sigma) - lwe.modulusBits);
        double advantageBits = 2 - 2 * Math.PI * Math.PI * tau * tau * log2(Math.E);
        Attack attack = new Attack(block, d, Math.max(0, -2 * advantageBits - 0.2075 * block));
        best = attack.bits(cost) < best.bits(cost) ? attack : best;
      }
    }
    return best;
  }

  private static int step(Lwe lwe) {
    return Math.max(1, lwe.n / 512);
  }

  private static double log2Delta(double block) {
    double inner = log2(Math.PI * block) / block + log2(block / (2 * Math.PI * Math.E));
    return inner / (2 * (block - 1));
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
