package dev.tributary.crypto.ec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The game: a secret coin picks one of two ids outside the intersection; the adversary sees its
 * mask and knows both ids and the hash. It compares a fingerprint that masking might leave
 * unchanged.
 *
 * <p>1,000 fair games have a standard deviation of 15.8 wins, so a scheme that leaks nothing wins
 * 420 to 580 of them except with probability 4e-7 (five deviations). One leaked bit wins 750.
 */
class NonMemberDistinguisherTest {
  private static final int GAMES = 1_000;
  private static final long SEED = 25_519L;

  /** Product of the primes below 60: the residues modulo each survive in a smooth modulus. */
  private static final BigInteger SMOOTH =
      new BigInteger("1922760350154212639070").multiply(BigInteger.TWO.pow(40));

  private static final BigInteger MODULUS =
      SMOOTH.multiply(BigInteger.TWO.pow(107).subtract(BigInteger.ONE));

  @Test
  void curveOrTwistTellsNothingAboutOurMasks() {
    assertThat(wins(ours(), ours -> mask(ours), NonMemberDistinguisherTest::side))
        .isBetween(420, 580);
  }

  @Test
  void smallFactorsTellNothingAboutOurMasks() {
    assertThat(wins(ours(), ours -> mask(ours), NonMemberDistinguisherTest::smallFactors))
        .isBetween(420, 580);
  }

  @Test
  void lowBitTellsNothingAboutOurMasks() {
    assertThat(wins(ours(), ours -> mask(ours), u -> BigInteger.valueOf(u[0] & 1)))
        .isBetween(420, 580);
  }

  @Test
  void curveOrTwistShowsOneBitOfADigestUsedAsPoint() {
    Function<String, byte[]> broken =
        id -> {
          byte[] u = sha256(id);
          u[31] &= 0x7f;
          return u;
        };
    assertThat(wins(broken, u -> mask(u), NonMemberDistinguisherTest::side)).isGreaterThan(700);
  }

  @Test
  void smallFactorsShowManyBitsOfAPowerModuloASmoothNumber() {
    Function<String, byte[]> broken =
        id -> ReferenceCurve.encode(ReferenceCurve.decode(sha256(id)).mod(MODULUS));
    UnaryOperator<byte[]> power =
        u -> {
          BigInteger secret = new BigInteger(128, new SecureRandom()).setBit(0);
          return ReferenceCurve.encode(ReferenceCurve.decode(u).modPow(secret, MODULUS));
        };
    assertThat(wins(broken, power, NonMemberDistinguisherTest::smallFactors)).isGreaterThan(900);
  }

  private static int wins(
      Function<String, byte[]> hash,
      UnaryOperator<byte[]> mask,
      Function<byte[], BigInteger> fingerprint) {
    Random coins = new Random(SEED);
    int wins = 0;
    for (int game = 0; game < GAMES; game++) {
      String[] ids = {"person-" + coins.nextLong(), "person-" + coins.nextLong()};
      int secret = coins.nextInt(2);
      BigInteger seen = fingerprint.apply(mask.apply(hash.apply(ids[secret])));
      boolean fits0 = seen.equals(fingerprint.apply(hash.apply(ids[0])));
      boolean fits1 = seen.equals(fingerprint.apply(hash.apply(ids[1])));
      int guess = fits0 == fits1 ? coins.nextInt(2) : fits1 ? 1 : 0;
      wins += guess == secret ? 1 : 0;
    }
    return wins;
  }

  private static Function<String, byte[]> ours() {
    CurveHash hash = new CurveHash("distinguisher".getBytes(US_ASCII));
    return id -> hash.hash(id.getBytes(US_ASCII));
  }

  /** A fresh key for each game, as for each run. */
  private static byte[] mask(byte[] point) {
    return MaskingKey.random(new SecureRandom()).mask(point);
  }

  private static BigInteger side(byte[] u) {
    return BigInteger.valueOf(ReferenceCurve.side(ReferenceCurve.decode(u)));
  }

  private static BigInteger smallFactors(byte[] u) {
    BigInteger value = ReferenceCurve.decode(u).gcd(SMOOTH);
    int twos = value.getLowestSetBit();
    return value.shiftRight(twos).shiftLeft(twos > 0 ? 1 : 0);
  }

  private static byte[] sha256(String id) {
    try {
      return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(id.getBytes(US_ASCII)), 32);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
