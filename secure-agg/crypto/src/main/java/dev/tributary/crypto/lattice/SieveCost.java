package dev.tributary.crypto.lattice;

/**
 * What BKZ with a block size costs, in models that the literature compares schemes by. They differ
 * in what they count, so figures of one model compare with figures of the same model alone.
 */
public enum SieveCost {
  /**
   * {@code 8 d 2^(0.292 b + 16.4)} operations: the sieve of Becker, Ducas, Gama, Laarhoven (SODA
   * 2016) with the constant that Albrecht, Player, Scott ("On the concrete hardness of learning
   * with errors", 2015) fitted to experiments.
   */
  BDGL16 {
    @Override
    double bits(int block, int dimension) {
      return CLASSICAL * block + 16.4 + log2(8.0 * dimension);
    }
  },

  /**
   * Gates: {@code C^2 (d - b) 2^(0.29614 (b - f) + 20.388)}, C = 1 / (1 - 2^-0.292) for progressive
   * sieving, {@code f = b ln(4/3) / ln(b / (2 pi e))} dimensions for free (Ducas, EUROCRYPT 2018).
   * The coefficients are those that the lattice estimator fitted to the list decoding of Albrecht,
   * Gheorghiu, Postlethwaite, Schanck (ASIACRYPT 2020) as corrected in "Report on the security of
   * LWE" (MATZOV 2022). The dual attack with guessing of that report, whose analysis is disputed
   * (Ducas, Pulles, CRYPTO 2023), is not estimated.
   */
  MATZOV {
    @Override
    double bits(int block, int dimension) {
      double progressive = 1 / (1 - Math.pow(2, -CLASSICAL));
      double free = block * Math.log(4.0 / 3) / Math.log(block / (2 * Math.PI * Math.E));
      double sieve = 0.29613500308205365 * (block - free) + 20.387885985467914;
      return 2 * log2(progressive) + log2(Math.max(dimension - block, 1)) + sieve;
    }
  },

  /**
   * Core-SVP: {@code 2^(0.292 b)}, one call to the sieve without any factor below the exponential
   * (Alkim, Ducas, Pöppelmann, Schwabe, USENIX Security 2016, section 6.1). A lower bound on the
   * attack as known, not its cost: the number that Kyber-512 reaches 118 in.
   */
  CORE_SVP {
    @Override
    double bits(int block, int dimension) {
      return CLASSICAL * block;
    }
  },

  /** Core-SVP for a quantum sieve, {@code 2^(0.265 b)} (Laarhoven 2015, same section 6.1). */
  CORE_SVP_QUANTUM {
    @Override
    double bits(int block, int dimension) {
      return 0.265 * block;
    }
  };

  private static final double CLASSICAL = 0.292;

  /** log2 of the cost of BKZ with this block size in a lattice of this dimension. */
  abstract double bits(int block, int dimension);

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
