package dev.tributary.crypto.paillier;

import static dev.tributary.crypto.paillier.PaillierFixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.crypto.random.SystemSource;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaillierKeyTest {
  private static final int WIDTH = 256;
  private static final int N = 8;
  private static final int BASE = N + WIDTH;

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
    assertThat(KEY.decrypt(KEY.publicKey().randomBase())).isEqualTo(BigInteger.ZERO);
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
    refused(put(N, n.subtract(BigInteger.ONE), WIDTH), "odd");
    refused(put(N, n.shiftRight(8).setBit(0), WIDTH), "must have 2048 bits");
    BigInteger three = BigInteger.valueOf(3);
    BigInteger third = BigInteger.ONE.shiftLeft(2047).divide(three).add(BigInteger.TWO).setBit(0);
    refused(put(N, third.multiply(three), WIDTH), "small factor");
    refused(put(N, KEY.p().multiply(KEY.p()), WIDTH), "square");
    refused(put(BASE, BigInteger.ONE, 2 * WIDTH), "above 1");
    refused(put(BASE, n.multiply(n), 2 * WIDTH), "below the square");
    refused(put(BASE, KEY.p(), 2 * WIDTH), "prime to the modulus");
    byte[] good = KEY.publicKey().encode();
    refused(Arrays.copyOf(good, good.length - 1), "wrong length");
    refused(Arrays.copyOf(good, good.length + 1), "wrong length");
    refused(new byte[7], "cut off");
    good[3] = 2;
    refused(good, "format must be 1");
  }

  @Test
  void primeModulusIsRefused() {
    BigInteger prime = BigInteger.ONE.shiftLeft(2047).nextProbablePrime();
    refused(put(N, prime, WIDTH), "prime");
  }

  private static byte[] put(int offset, BigInteger value, int width) {
    byte[] bytes = KEY.publicKey().encode();
    FixedWidth.write(value, bytes, offset, width);
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
