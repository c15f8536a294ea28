package dev.tributary.crypto.paillier;

import static dev.tributary.crypto.paillier.PaillierFixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.crypto.random.SystemSource;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaillierKeyTest {
  private static final int WIDTH = 256;
  private static final int N = 8;

  @ParameterizedTest
  @ValueSource(ints = {0, 512, 1024, 2047, 2049, 8192})
  void refusesWeakAndUnknownSizes(int bits) {
    assertThatThrownBy(() -> PaillierParameters.of(bits))
        .hasMessageContaining("must be 2048, 3072 or 4096")
        .hasMessageContaining("" + bits);
    byte[] bytes = KEY.publicKey().encode();
    FixedWidth.writeInt(bits, bytes, 4);
    assertThatThrownBy(() -> PaillierPublicKey.decode(bytes))
        .isInstanceOf(MalformedPaillierException.class);
  }

  @Test
  void refusesShorterExponents() {
    assertThatThrownBy(() -> new PaillierParameters(2048, 224)).hasMessageContaining("448");
  }

  @Test
  void keysAreBlumIntegersOfTheExactLength() {
    assertThat(KEY.publicKey().modulus().bitLength()).isEqualTo(2048);
    BigInteger four = BigInteger.valueOf(4);
    assertThat(KEY.p().mod(four)).isEqualTo(3);
    assertThat(KEY.q().mod(four)).isEqualTo(3);
    assertThat(KEY.p().isProbablePrime(60) && KEY.q().isProbablePrime(60)).isTrue();
    BigInteger pOne = KEY.p().subtract(BigInteger.ONE);
    assertThat(pOne.gcd(KEY.q().subtract(BigInteger.ONE))).isEqualTo(BigInteger.TWO);
    // h^n has an order that divides (p - 1)(q - 1): it encrypts zero.
    assertThat(KEY.decrypt(KEY.randomBase())).isEqualTo(BigInteger.ZERO);
  }

  @Test
  void encodingsComeBack() {
    PaillierPublicKey decoded = PaillierPublicKey.decode(KEY.publicKey().encode());
    assertThat(decoded.encode()).isEqualTo(KEY.publicKey().encode());
    assertThat(decoded.parameters()).isEqualTo(PaillierParameters.DEFAULT);
    PaillierPrivateKey secret = PaillierPrivateKey.decode(KEY.encode());
    assertThat(secret.encode()).isEqualTo(KEY.encode());
    assertThat(secret.toString()).isEqualTo("PaillierPrivateKey[2048 bits]");
  }

  @Test
  void publicKeyDecodingRefusesEveryBrokenRule() {
    BigInteger n = KEY.publicKey().modulus();
    refused(withModulus(n.subtract(BigInteger.ONE)), "odd");
    refused(withModulus(n.shiftRight(8).setBit(0)), "must have 2048 bits");
    refused(withModulus(KEY.p().multiply(KEY.p())), "power");
    byte[] good = KEY.publicKey().encode();
    refused(Arrays.copyOf(good, good.length - 1), "wrong length");
    refused(Arrays.copyOf(good, good.length + 1), "wrong length");
    refused(new byte[7], "cut off");
    good[3] = 1;
    refused(good, "format must be 2");
  }

  /** 3 and the largest prime below the bound: one factor for each end of the sieve. */
  @ParameterizedTest
  @ValueSource(ints = {3, 262_139})
  void modulusWithASmallFactorIsRefused(int factor) {
    BigInteger small = BigInteger.valueOf(factor);
    BigInteger cofactor = BigInteger.ONE.shiftLeft(2047).divide(small).nextProbablePrime();
    refused(withModulus(cofactor.multiply(small)), "small factor");
  }

  @Test
  void smallestFactorThatIsNotLookedForPasses() {
    BigInteger factor = BigInteger.valueOf(ModulusCheck.SMALLEST_FACTOR).nextProbablePrime();
    BigInteger cofactor = BigInteger.ONE.shiftLeft(2047).divide(factor).nextProbablePrime();
    assertThat(PaillierPublicKey.decode(withModulus(cofactor.multiply(factor)))).isNotNull();
  }

  /** Powers of primes whose length makes one of 2048 bits; 113 is the largest exponent possible. */
  @ParameterizedTest
  @ValueSource(ints = {3, 5, 6, 113})
  void modulusThatIsAPowerIsRefused(int exponent) {
    BigInteger root = powerRoot(exponent);
    refused(withModulus(root.pow(exponent)), "power");
  }

  private static BigInteger powerRoot(int exponent) {
    double top = Math.pow(2, (2047.5 % exponent) / exponent);
    int shift = 2047 / exponent;
    BigInteger start = new BigDecimal(top * (1L << 50)).toBigInteger();
    BigInteger root = shift >= 50 ? start.shiftLeft(shift - 50) : start.shiftRight(50 - shift);
    root = root.nextProbablePrime();
    assertThat(root.pow(exponent).bitLength()).isEqualTo(2048);
    return root;
  }

  @Test
  void primeModulusIsRefused() {
    BigInteger prime = BigInteger.ONE.shiftLeft(2047).nextProbablePrime();
    refused(withModulus(prime), "prime");
  }

  private static byte[] withModulus(BigInteger value) {
    byte[] bytes = KEY.publicKey().encode();
    FixedWidth.write(value, bytes, N, WIDTH);
    return bytes;
  }

  private static void refused(byte[] bytes, String message) {
    assertThatThrownBy(() -> PaillierPublicKey.decode(bytes))
        .isInstanceOf(MalformedPaillierException.class)
        .hasMessageContaining(message);
  }

  @Test
  void privateKeyDecodingRefusesDamage() {
    byte[] bytes = KEY.encode().reveal();
    bytes[N + 127] ^= 2; // p is no prime any more, or no partner of the random base
    assertThatThrownBy(() -> PaillierPrivateKey.decode(SecretBytes.copyOf(bytes)))
        .isInstanceOf(MalformedPaillierException.class);
    assertThatThrownBy(() -> PaillierPrivateKey.decode(SecretBytes.copyOf(new byte[3])))
        .isInstanceOf(MalformedPaillierException.class);
  }

  /** Random bytes and headers; {@code -Dtributary.fuzz=N} sets how many. */
  @Test
  void damagedHeadersAreRefused() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] good = KEY.publicKey().encode();
    for (int i = 0; i < Integer.getInteger("tributary.fuzz", 20_000); i++) {
      byte[] bytes = random.nextInt(4) == 0 ? new byte[random.nextInt(900)] : good.clone();
      if (bytes.length != good.length) {
        random.nextBytes(bytes);
      } else {
        bytes[random.nextInt(N)] ^= (byte) (1 + random.nextInt(255));
      }
      assertThat(decoded(bytes, seed)).as("seed %d, round %d", seed, i).isNull();
    }
  }

  /** Fewer, since a number that passes the cheap checks is then tested for being a prime. */
  @Test
  void damagedNumbersAreRefusedOrKept() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] good = KEY.publicKey().encode();
    for (int i = 0; i < 500; i++) {
      byte[] bytes = good.clone();
      bytes[N + random.nextInt(bytes.length - N)] ^= (byte) (1 + random.nextInt(255));
      PaillierPublicKey key = decoded(bytes, seed);
      if (key != null) {
        assertThat(key.encode()).as("seed %d, round %d", seed, i).isEqualTo(bytes);
      }
    }
  }

  /** Null if refused. */
  private static PaillierPublicKey decoded(byte[] bytes, long seed) {
    try {
      return PaillierPublicKey.decode(bytes);
    } catch (MalformedPaillierException expected) {
      assertThat(expected).as("seed %d", seed).hasMessageNotContaining("null");
      return null;
    }
  }

  @Test
  void generates3072BitKeys() {
    PaillierPrivateKey key =
        PaillierKeyGenerator.generate(PaillierParameters.of(3072), new SystemSource());
    byte[] c = new byte[key.publicKey().ciphertextBytes()];
    BigInteger m = BigInteger.TEN.pow(200).negate();
    new PaillierEncryptor(key).encrypt(m, new SystemSource(), c, 0);
    assertThat(key.decrypt(c, 0)).isEqualTo(m);
    assertThat(PaillierPublicKey.decode(key.publicKey().encode()).modulus().bitLength())
        .isEqualTo(3072);
  }
}
