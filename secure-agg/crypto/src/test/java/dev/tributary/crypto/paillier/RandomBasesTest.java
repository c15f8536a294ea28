package dev.tributary.crypto.paillier;

import static dev.tributary.crypto.paillier.PaillierFixture.ENCRYPTOR;
import static dev.tributary.crypto.paillier.PaillierFixture.KEY;
import static dev.tributary.crypto.paillier.PaillierFixture.RANDOMIZER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.crypto.random.SecureSource;
import dev.tributary.crypto.random.SystemSource;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The owner of a key against the party that computes with it: knowing the factors, and having
 * chosen key and ciphertexts, it must see nothing of a reply but its plaintext.
 */
class RandomBasesTest {
  private static final SecureSource SOURCE = new SystemSource();
  private static final BigInteger ONE = BigInteger.ONE;
  private static final BigInteger THREE = BigInteger.valueOf(3);

  /** A base of order 2 leaves two forms of every sum: the owner of the key compares and knows. */
  @Test
  void aBaseOfOrderTwoInTheOwnersKeySwitchesNothingOff() {
    BigInteger n = KEY.publicKey().modulus();
    BigInteger minusOne = n.multiply(n).subtract(ONE);
    PaillierPrivateKey malicious =
        new PaillierPrivateKey(KEY.publicKey().parameters(), KEY.p(), KEY.q(), minusOne);
    PaillierPublicKey received = PaillierPublicKey.decode(malicious.publicKey().encode());
    PaillierAccumulator cells = cells(received, encrypted(List.of(BigInteger.TEN)));
    PaillierRandomizer randomizer = new PaillierRandomizer(RandomBases.draw(received, SOURCE));
    Set<BigInteger> replies = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      BigInteger reply = new BigInteger(1, cells.export(0, randomizer, SOURCE));
      replies.add(reply.min(n.multiply(n).subtract(reply)));
    }
    assertThat(replies).hasSize(50);
  }

  /**
   * A row is marked by a factor of order 2 modulo p, which changes no plaintext. Legendre symbols
   * modulo p and q of 400 replies must be those of coins: each of the four pairs is due 100 times,
   * standard deviation sqrt(400 * 3 / 16) = 8.7, and more than 60 away (7 deviations) fails a good
   * randomiser once in 10^11 runs. Randomness that is a power of one base {@code -x^2} never leaves
   * two of the pairs.
   */
  @Test
  void aRowMarkedByAnElementOfOrderTwoIsNotSeen() {
    BigInteger n = KEY.publicKey().modulus();
    BigInteger square = n.multiply(n);
    BigInteger mark = lift(BigInteger.valueOf(-1), KEY.p(), ONE, KEY.q()).modPow(n, square);
    BigInteger plain = new BigInteger(1, ENCRYPTOR.encrypt(List.of(BigInteger.TEN), SOURCE));
    BigInteger marked = plain.multiply(mark).mod(square);
    assertThat(KEY.decrypt(marked)).isEqualTo(10);
    PaillierAccumulator cells = cells(KEY.publicKey(), bytes(marked));
    int[] seen = new int[4];
    for (int i = 0; i < 400; i++) {
      BigInteger reply = new BigInteger(1, cells.export(0, RANDOMIZER, SOURCE));
      int pair = (isSquare(reply, KEY.p()) ? 2 : 0) + (isSquare(reply, KEY.q()) ? 1 : 0);
      seen[pair]++;
    }
    for (int count : seen) {
      assertThat(count).isBetween(40, 160);
    }
  }

  /**
   * Both primes are 1 mod 3, so that no single base reaches more than three of the nine classes
   * modulo cubes. With all nine alike, one is missed by 200 replies with probability {@code 9 (8 /
   * 9)^200 < 10^-9}.
   */
  @Test
  void classesThatNoSingleBaseReachesAreReached() {
    BigInteger p = primeOneModThree();
    BigInteger q = primeOneModThree();
    BigInteger base = BigInteger.TWO.modPow(p.multiply(q), p.multiply(q).pow(2));
    PaillierPrivateKey key = new PaillierPrivateKey(PaillierParameters.DEFAULT, p, q, base);
    PaillierAccumulator cells = new PaillierAccumulator(key.publicKey(), 1);
    PaillierRandomizer randomizer =
        new PaillierRandomizer(RandomBases.draw(key.publicKey(), SOURCE));
    Set<List<BigInteger>> classes = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      BigInteger reply = new BigInteger(1, cells.export(0, randomizer, SOURCE));
      classes.add(List.of(cubicClass(reply, p), cubicClass(reply, q)));
      assertThat(key.decrypt(reply)).isEqualTo(BigInteger.ZERO);
    }
    assertThat(classes).hasSize(9);
  }

  /** No randomness would hide how often a factor of n divides a product. */
  @Test
  void aRowMarkedByAFactorOfTheModulusIsRefused() {
    byte[] good = ENCRYPTOR.encrypt(List.of(ONE, ONE, ONE), SOURCE);
    assertThat(KEY.publicKey().importCiphertexts(good)).isNotEmpty();
    BigInteger marked = KEY.publicKey().read(good, 1).mod(KEY.q().pow(2)).multiply(KEY.p());
    FixedWidth.write(marked, good, 512, 512);
    assertThatThrownBy(() -> KEY.publicKey().importCiphertexts(good))
        .isInstanceOf(MalformedPaillierException.class)
        .hasMessageContaining("prime to the modulus");
  }

  @Test
  void basesAreManyAndDistinctEncryptionsOfZeroAndComeBack() {
    RandomBases bases = RandomBases.draw(KEY.publicKey(), SOURCE);
    // 16 bits of exponent each: 2048 bits of the group and 160 more.
    assertThat(bases.powers()).hasSize(138).doesNotHaveDuplicates();
    for (BigInteger power : bases.powers()) {
      assertThat(KEY.decrypt(power)).isEqualTo(BigInteger.ZERO);
    }
    byte[] encoded = bases.encode();
    assertThat(RandomBases.decode(KEY.publicKey(), encoded).encode()).isEqualTo(encoded);
    assertThatThrownBy(() -> RandomBases.decode(KEY.publicKey(), new byte[encoded.length - 512]))
        .hasMessageContaining("must be 138 of 512 bytes");
    assertThat(RandomBases.draw(KEY.publicKey(), SOURCE).encode()).isNotEqualTo(encoded);
  }

  /** Every base takes part: each is the whole reply for the exponents that choose it alone. */
  @Test
  void everyBaseCountsWithItsOwnExponent() {
    RandomBases bases = RandomBases.draw(KEY.publicKey(), SOURCE);
    PaillierRandomizer randomizer = new PaillierRandomizer(bases);
    PaillierAccumulator zero = new PaillierAccumulator(KEY.publicKey(), 1);
    BigInteger square = KEY.publicKey().ring().modulus();
    for (int i : new int[] {0, 1, 77, 137}) {
      SecureSource chosen =
          (out, offset, length) -> {
            assertThat(length).isEqualTo(2 * 138);
            out[offset + 2 * i] = 3;
            out[offset + 2 * i + 1] = (byte) 0xff;
          };
      assertThat(new BigInteger(1, zero.export(0, randomizer, chosen)))
          .isEqualTo(bases.powers()[i].modPow(BigInteger.valueOf(0xff03), square));
    }
  }

  private static PaillierAccumulator cells(PaillierPublicKey key, byte[] ciphertext) {
    PaillierAccumulator cells = new PaillierAccumulator(key, 1);
    cells.add(0, key.importCiphertexts(ciphertext), 0);
    return cells;
  }

  private static byte[] encrypted(List<BigInteger> plaintexts) {
    return ENCRYPTOR.encrypt(plaintexts, SOURCE);
  }

  private static byte[] bytes(BigInteger ciphertext) {
    byte[] bytes = new byte[512];
    FixedWidth.write(ciphertext, bytes, 0, 512);
    return bytes;
  }

  /** The residue modulo p q that is a modulo p and b modulo q. */
  private static BigInteger lift(BigInteger a, BigInteger p, BigInteger b, BigInteger q) {
    return a.add(p.multiply(b.subtract(a).multiply(p.modInverse(q)).mod(q))).mod(p.multiply(q));
  }

  private static boolean isSquare(BigInteger x, BigInteger prime) {
    return x.modPow(prime.shiftRight(1), prime).equals(ONE);
  }

  private static BigInteger cubicClass(BigInteger x, BigInteger prime) {
    return x.modPow(prime.subtract(ONE).divide(THREE), prime);
  }

  private static BigInteger primeOneModThree() {
    while (true) {
      BigInteger candidate = SOURCE.bits(1024).setBit(1023).setBit(1022).nextProbablePrime();
      if (candidate.mod(THREE).equals(ONE)) {
        return candidate;
      }
    }
  }
}
