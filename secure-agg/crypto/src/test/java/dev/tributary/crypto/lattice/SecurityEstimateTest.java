package dev.tributary.crypto.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.lattice.SecurityEstimate.Attack;
import dev.tributary.crypto.lattice.SecurityEstimate.Lwe;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SecurityEstimateTest {
  private static final double KYBER = Math.log(3329) / Math.log(2);
  private static final double NEW_HOPE = Math.log(12289) / Math.log(2);

  @ParameterizedTest
  @EnumSource
  void everySetIsSecure(LatticeSet set) {
    assertThat(SecurityEstimate.outer(set, SieveCost.BDGL16))
        .isGreaterThanOrEqualTo(SecurityEstimate.REQUIRED_BITS);
    assertThat(SecurityEstimate.inner(set, SieveCost.BDGL16))
        .isGreaterThanOrEqualTo(SecurityEstimate.REQUIRED_BITS);
  }

  /** The table of docs/lattice.md: primal and dual in each model, to a tenth of a bit. */
  @ParameterizedTest
  @CsvSource({
    "Q32, outer, BDGL16, 138.7, 138.1",
    "Q32, outer, MATZOV, 135.6, 135.1",
    "Q32, outer, CORE_SVP, 108.0, 107.5",
    "Q32, outer, CORE_SVP_QUANTUM, 98.1, 97.5",
    "Q32_N1536, outer, BDGL16, 169.0, 168.4",
    "Q32_N1536, outer, MATZOV, 164.5, 163.9",
    "Q32_N1536, outer, CORE_SVP, 138.1, 137.5",
    "Q32_N1536, outer, CORE_SVP_QUANTUM, 125.3, 124.8",
    "Q32_N1792, outer, BDGL16, 200.5, 199.6",
    "Q32_N1792, outer, MATZOV, 194.5, 193.6",
    "Q32_N1792, outer, CORE_SVP, 169.4, 168.5",
    "Q32_N1792, outer, CORE_SVP_QUANTUM, 153.7, 152.9",
    "Q32_N2048, outer, BDGL16, 232.5, 231.4",
    "Q32_N2048, outer, MATZOV, 225.1, 224.0",
    "Q32_N2048, outer, CORE_SVP, 201.2, 200.0",
    "Q32_N2048, outer, CORE_SVP_QUANTUM, 182.6, 181.5",
    "Q32, inner, BDGL16, 225.1, 224.8",
    "Q32, inner, MATZOV, 218.2, 217.9",
    "Q32, inner, CORE_SVP, 192.7, 192.4",
    "Q32, inner, CORE_SVP_QUANTUM, 174.9, 174.6",
    "Q40, outer, BDGL16, 156.4, 155.8",
    "Q40, outer, MATZOV, 152.5, 152.0",
    "Q40, outer, CORE_SVP, 125.3, 124.7",
    "Q40, outer, CORE_SVP_QUANTUM, 113.7, 113.2",
    "Q40_N2048, outer, BDGL16, 181.1, 180.5",
    "Q40_N2048, outer, MATZOV, 176.1, 175.5",
    "Q40_N2048, outer, CORE_SVP, 149.8, 149.2",
    "Q40_N2048, outer, CORE_SVP_QUANTUM, 135.9, 135.4",
    "Q40, inner, BDGL16, 162.6, 162.3",
    "Q40, inner, MATZOV, 158.6, 158.3",
    "Q40, inner, CORE_SVP, 130.2, 129.9",
    "Q40, inner, CORE_SVP_QUANTUM, 118.2, 117.9"
  })
  void figuresOfTheTable(
      LatticeSet set, String scheme, SieveCost cost, double primal, double dual) {
    Lwe lwe =
        scheme.equals("outer")
            ? SecurityEstimate.outerProblem(set)
            : SecurityEstimate.innerProblem(set);
    double[] found = {
      SecurityEstimate.primal(lwe).bits(cost), SecurityEstimate.dual(lwe, cost).bits(cost)
    };
    assertThat(found).containsExactly(new double[] {primal, dual}, within(0.06));
  }

  /** The lattice estimator's BDGL16 figures for ternary secrets and sigma 3.2, to two bits. */
  @Test
  void primalAgreesWithTheLatticeEstimatorOnTernarySecrets() {
    assertThat(primal(1280, 32)).isCloseTo(139, within(2.0));
    assertThat(primal(1600, 40)).isCloseTo(138, within(2.0));
    assertThat(primal(2560, 64)).isCloseTo(137, within(2.0));
    assertThat(primal(1024, 32)).isLessThan(SecurityEstimate.REQUIRED_BITS);
  }

  /** Lattice estimator, README and its authors' slides: block sizes 406 and 624. */
  @Test
  void primalAgreesWithTheLatticeEstimatorOnKyber() {
    double sigma = Math.sqrt(1.5);
    assertThat(SecurityEstimate.primal(new Lwe(512, KYBER, sigma, sigma)).block()).isEqualTo(406);
    assertThat(SecurityEstimate.primal(new Lwe(768, KYBER, 1, 1)).block()).isEqualTo(624);
  }

  /** The same source: core-SVP ("rough") 2^118.6 and MATZOV 2^143.8 for Kyber-512, d = 998. */
  @Test
  void modelsAgreeWithTheLatticeEstimatorOnKyber() {
    double sigma = Math.sqrt(1.5);
    Attack kyber = SecurityEstimate.primal(new Lwe(512, KYBER, sigma, sigma));
    assertThat(kyber.bits(SieveCost.CORE_SVP)).isCloseTo(118.6, within(0.05));
    assertThat(kyber.bits(SieveCost.MATZOV)).isCloseTo(143.8, within(0.05));
  }

  /**
   * Table 4 of the Kyber specification, round 3 (2021): core-SVP 118, 183 and 256 classical, 107,
   * 166 and 232 quantum, rounded; Kyber-512's error is that of the public key.
   */
  @ParameterizedTest
  @CsvSource({"512, 1.5, 118, 107", "768, 1, 183, 166", "1024, 1, 256, 232"})
  void coreSvpAgreesWithTheKyberSpecification(int n, double variance, int classical, int quantum) {
    double sigma = Math.sqrt(variance);
    Attack kyber = SecurityEstimate.primal(new Lwe(n, KYBER, sigma, sigma));
    assertThat(kyber.bits(SieveCost.CORE_SVP)).isCloseTo(classical, within(1.0));
    assertThat(kyber.bits(SieveCost.CORE_SVP_QUANTUM)).isCloseTo(quantum, within(1.0));
  }

  /** The design's MATZOV column for ternary secrets and sigma 3.2, from the lattice estimator. */
  @ParameterizedTest
  @CsvSource({"1280, 32, 136", "1600, 40, 135", "1920, 48, 135", "2560, 64, 135"})
  void matzovAgreesWithTheLatticeEstimatorOnTernarySecrets(int n, double modulusBits, double bits) {
    Lwe lwe = new Lwe(n, modulusBits, 3.2, Math.sqrt(2.0 / 3));
    assertThat(SecurityEstimate.primal(lwe).bits(SieveCost.MATZOV)).isCloseTo(bits, within(1.0));
  }

  /**
   * Table 1 of Alkim, Ducas, Pöppelmann, Schwabe (USENIX Security 2016): block sizes of the primal
   * and of the dual attack on NewHope and JarJar; ours are within 1 %.
   */
  @Test
  void bothAgreeWithTheNewHopePaper() {
    Lwe newHope = new Lwe(1024, NEW_HOPE, Math.sqrt(8), Math.sqrt(8));
    Lwe jarJar = new Lwe(512, NEW_HOPE, Math.sqrt(12), Math.sqrt(12));
    Percentage slack = Percentage.withPercentage(1);
    assertThat(SecurityEstimate.primal(newHope).block()).isCloseTo(967, slack);
    assertThat(SecurityEstimate.dual(newHope, SieveCost.CORE_SVP).block()).isCloseTo(962, slack);
    assertThat(SecurityEstimate.primal(jarJar).block()).isCloseTo(449, slack);
    assertThat(SecurityEstimate.dual(jarJar, SieveCost.CORE_SVP).block()).isCloseTo(448, slack);
  }

  private static double primal(int n, double modulusBits) {
    return SecurityEstimate.primal(Lwe.ternary(n, modulusBits)).bits(SieveCost.BDGL16);
  }
}
