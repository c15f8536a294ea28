package dev.tributary.fl.vertical.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.training.Parameter;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every entry of {@link Ciphers} must say. */
class CiphersTest {
  private static final CipherKeys NOTHING_TOLD = CipherKeys.of(key -> null);

  static Stream<Cipher> all() {
    return Ciphers.all().stream();
  }

  static Stream<Protection> protections() {
    return Ciphers.protections().stream();
  }

  @ParameterizedTest
  @MethodSource("protections")
  void makesAMapOfItsSuite(Protection protection) {
    LinearMap map = protection.map(NOTHING_TOLD);

    assertThat(map.suite()).isEqualTo(protection.suite()).matches("[a-z]+(-[a-z]+)*-[1-9][0-9]*");
    assertThat(map.hidesMembership()).isEqualTo(protection.hidesMembership());
    assertThat(Ciphers.protection(protection.suite())).isSameAs(protection);
  }

  @ParameterizedTest
  @MethodSource("protections")
  void saysWhoLearnsWhatInSentences(Protection protection) {
    for (List<String> seen : List.of(protection.featureParty(), protection.labelParty())) {
      assertThat(seen).isNotEmpty().allMatch(text -> text.matches("[A-Z].{20,}\\."));
    }
    assertThat(protection.warnings()).allMatch(text -> text.length() > 20);
    assertThat(List.of(protection.hidden(), protection.added())).noneMatch(String::isBlank);
  }

  @ParameterizedTest
  @MethodSource("protections")
  void warnsWhereItRevealsWhoIsInWhichNode(Protection protection) {
    assertThat(protection.warnings().isEmpty()).isEqualTo(protection.hidesMembership());
  }

  @ParameterizedTest
  @MethodSource("protections")
  void costsMoreForMoreRowsAndCandidates(Protection protection) {
    SumCost few = protection.sums(new TreeShape(5, 10_000, 100, 3_100), NOTHING_TOLD);
    SumCost many = protection.sums(new TreeShape(5, 20_000, 200, 6_200), NOTHING_TOLD);

    assertThat(few.down()).isPositive().isLessThan(many.down());
    assertThat(few.up()).isPositive().isLessThan(many.up());
    assertThat(few.additions()).isPositive().isLessThan(many.additions());
    assertThat(few.encryptions()).isNotNegative().isLessThanOrEqualTo(many.encryptions());
    assertThat(few.decryptions()).isNotNegative().isLessThanOrEqualTo(many.decryptions());
  }

  @ParameterizedTest
  @MethodSource("all")
  void modesDifferInMembership(Cipher cipher) {
    assertThat(cipher.protections()).isNotEmpty().contains(cipher.preset());
    assertThat(cipher.protections().stream().map(Protection::hidesMembership))
        .doesNotHaveDuplicates();
    assertThat(Ciphers.named(cipher.name())).isSameAs(cipher);
  }

  @ParameterizedTest
  @MethodSource("all")
  void itsOwnKeysReachItsMaps(Cipher cipher) {
    for (Parameter<?> key : cipher.keys()) {
      Number outOfRange = -1;
      if (key.type() == Double.class) {
        outOfRange = -1.0;
      }
      CipherKeys told = new CipherKeys(Map.of(key.name(), outOfRange));
      for (Protection protection : cipher.protections()) {
        assertThatThrownBy(() -> protection.map(told)).isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void namesAndSuitesAreUnique() {
    assertThat(Ciphers.names()).doesNotHaveDuplicates().contains(Ciphers.DEFAULT.name());
    assertThat(Ciphers.suites()).doesNotHaveDuplicates();
  }

  @Test
  void suitesOfStoredModelsStay() {
    assertThat(Ciphers.suites())
        .contains("lattice-1", "paillier-1", "paillier-hidden-1", "plain-1");
  }

  @Test
  void whatIsNoneOfThemIsRefusedWithTheirNames() {
    assertThatThrownBy(() -> Ciphers.named("pailler"))
        .isInstanceOf(FederationException.class)
        .hasMessage("cipher must be one of plain, paillier, lattice. Provided value: pailler");
    assertThatThrownBy(() -> Ciphers.protection("lattice"))
        .isInstanceOf(FederationException.class)
        .hasMessage(
            "cipher must be one of [lattice-1, paillier-1, paillier-hidden-1, plain-1], or the"
                + " suite of a map given with setLinearMap. Provided value: lattice");
  }
}
