package dev.tributary.crypto.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.lattice.SecurityEstimate.Lwe;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecurityEstimateTest {
  private static final double KYBER = Math.log(3329) / Math.log(2);
  private static final double NEW_HOPE = Math.log(12289) / Math.log(2);

  @ParameterizedTest
  @EnumSource
  void everySetIsSecure(LatticeSet set) {
    Lwe lwe = Lwe.ternary(set.dimension(), set.modulusBits());
    System.out.printf(
        "%s: outer 2^%.1f primal, 2^%.1f dual, inner 2^%.1f%n",
        set,
        SecurityEstimate.primal(lwe).bits(),
        SecurityEstimate.dual(lwe).bits(),
        SecurityEstimate.inner(set));
    assertThat(SecurityEstimate.outer(set)).isGreaterThanOrEqualTo(SecurityEstimate.REQUIRED_BITS);
    assertThat(SecurityEstimate.inner(set)).isGreaterThanOrEqualTo(SecurityEstimate.REQUIRED_BITS);
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
    assertThat(SecurityEstimate.dual(newHope).block()).isCloseTo(962, slack);
    assertThat(SecurityEstimate.primal(jarJar).block()).isCloseTo(449, slack);
    assertThat(SecurityEstimate.dual(jarJar).block()).isCloseTo(448, slack);
  }

  private static double primal(int n, double modulusBits) {
    return SecurityEstimate.primal(Lwe.ternary(n, modulusBits)).bits();
  }
}
