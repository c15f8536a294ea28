package dev.tributary.crypto.ec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingKeyTest {
  private static final HexFormat HEX = HexFormat.of();
  private final SecureRandom random = new SecureRandom();

  /** RFC 7748, 5.2 (first vector) and 6.1 (public and shared keys). */
  @ParameterizedTest
  @CsvSource({
    "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4,"
        + "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c,"
        + "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
    "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a,"
        + "0900000000000000000000000000000000000000000000000000000000000000,"
        + "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
    "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb,"
        + "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a,"
        + "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742",
  })
  void matchesThePublishedVectors(String scalar, String point, String masked) {
    MaskingKey key = MaskingKey.of(HEX.parseHex(scalar));
    assertThat(HEX.formatHex(key.mask(HEX.parseHex(point)))).isEqualTo(masked);
  }

  @Test
  void commutes() {
    long seed = 7L;
    Random ids = new Random(seed);
    MaskingKey a = MaskingKey.random(random);
    MaskingKey b = MaskingKey.random(random);
    CurveHash hash = new CurveHash(new byte[] {'t'});
    for (int i = 0; i < 50; i++) {
      byte[] message = new byte[8];
      ids.nextBytes(message);
      byte[] point = hash.hash(message);
      assertThat(a.mask(b.mask(point)))
          .as("seed %d, draw %d", seed, i)
          .isEqualTo(b.mask(a.mask(point)));
    }
  }

  @Test
  void masksLieInThePrimeOrderSubgroup() {
    MaskingKey key = MaskingKey.random(random);
    CurveHash hash = new CurveHash(new byte[] {'t'});
    for (int i = 0; i < 20; i++) {
      BigInteger masked = ReferenceCurve.decode(key.mask(hash.hash(new byte[] {(byte) i})));
      assertThat(ReferenceCurve.side(masked)).isEqualTo(1);
      assertThat(ReferenceCurve.multiply(ReferenceCurve.ORDER, masked)).isNull();
    }
  }

  /** All canonical u of order 1, 2, 4 and 8 on the curve and its twist. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
      })
  void refusesPointsOfSmallOrder(String point) {
    MaskingKey key = MaskingKey.random(random);
    assertThatThrownBy(() -> key.mask(HEX.parseHex(point)))
        .isInstanceOf(InvalidPointException.class)
        .hasMessageContaining("small order");
  }

  /** p, p + 1, p + 18 = 2^255 - 1, and a set top bit. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0900000000000000000000000000000000000000000000000000000000000080",
        "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1ccc",
      })
  void refusesEncodingsThatAreNotCanonical(String point) {
    MaskingKey key = MaskingKey.random(random);
    assertThatThrownBy(() -> key.mask(HEX.parseHex(point)))
        .isInstanceOf(InvalidPointException.class)
        .hasMessageContaining("canonical");
  }

  @Test
  void acceptsLargeCanonicalPoints() {
    MaskingKey key = MaskingKey.random(random);
    byte[] nearTop = ReferenceCurve.encode(ReferenceCurve.P.subtract(BigInteger.valueOf(300)));
    assertThat(key.mask(nearTop)).hasSize(32);
    byte[] justBelow = ReferenceCurve.encode(ReferenceCurve.P.subtract(BigInteger.TWO));
    assertThat(key.mask(justBelow)).hasSize(32);
  }

  @Test
  void drawsFreshKeysAndPrintsNothing() {
    MaskingKey a = MaskingKey.random(random);
    MaskingKey b = MaskingKey.random(random);
    byte[] base = {9};
    byte[] point = Arrays.copyOf(base, 32);
    assertThat(a.mask(point)).isNotEqualTo(b.mask(point));
    assertThat(a.toString()).isEqualTo("MaskingKey[secret]");
    assertThatThrownBy(() -> MaskingKey.of(base)).hasMessageContaining("32 bytes");
  }
}
