package dev.tributary.crypto.paillier;

import static dev.tributary.crypto.paillier.PaillierFixture.ENCRYPTOR;
import static dev.tributary.crypto.paillier.PaillierFixture.KEY;
import static dev.tributary.crypto.paillier.PaillierFixture.RANDOMIZER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.crypto.encoding.PairPacking;
import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.crypto.random.SecureSource;
import dev.tributary.crypto.random.StreamSource;
import dev.tributary.crypto.random.SystemSource;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaillierArithmeticTest {
  private static final SecureSource SOURCE = new SystemSource();

  private static BigInteger decrypted(PaillierAccumulator sums, int cell) {
    return KEY.decrypt(sums.export(cell, RANDOMIZER, SOURCE), 0);
  }

  @Test
  void schemeByHand() {
    // p = 3, q = 5, n = 15, n^2 = 225, lambda = lcm(2, 4) = 4, r = 2:
    // c = (1 + 7 * 15) * 2^15 mod 225 = 106 * 143 mod 225 = 83.
    BigInteger c =
        BigInteger.valueOf(106).multiply(BigInteger.TWO.pow(15)).mod(BigInteger.valueOf(225));
    assertThat(c).isEqualTo(83);
    // 83^4 mod 225 = 196 = 1 + 13 * 15 and 13 * 4^-1 mod 15 = 13 * 4 mod 15 = 7.
    assertThat(c.modPow(BigInteger.valueOf(4), BigInteger.valueOf(225))).isEqualTo(196);
    assertThat(13 * 4 % 15).isEqualTo(7);
  }

  @Test
  void decryptsWhatTheTextbookEncrypts() {
    // (1 + n)^m r^n mod n^2 with a full-size r, by BigInteger alone.
    BigInteger n = KEY.publicKey().modulus();
    BigInteger square = n.multiply(n);
    BigInteger m = new BigInteger("123456789012345678901234567890");
    BigInteger r = SOURCE.below(n);
    BigInteger c =
        n.add(BigInteger.ONE).modPow(m, square).multiply(r.modPow(n, square)).mod(square);
    assertThat(KEY.decrypt(c)).isEqualTo(m);
    BigInteger lambda = KEY.p().subtract(BigInteger.ONE).multiply(KEY.q().subtract(BigInteger.ONE));
    BigInteger plain =
        c.modPow(lambda, square).subtract(BigInteger.ONE).divide(n).multiply(lambda.modInverse(n));
    assertThat(KEY.decrypt(c)).isEqualTo(plain.mod(n));
  }

  @Test
  void encryptorAgreesWithTheDefinitionForTheSameRandomness() {
    SecretBytes seed = SecretBytes.random(32, SOURCE);
    BigInteger m = BigInteger.valueOf(-42);
    byte[] c = ENCRYPTOR.encrypt(List.of(m), new StreamSource(seed));
    byte[] draw = new StreamSource(seed).bytes(448 / 8);
    byte[] bigEndian = new byte[draw.length];
    for (int i = 0; i < draw.length; i++) {
      bigEndian[i] = draw[draw.length - 1 - i];
    }
    BigInteger n = KEY.publicKey().modulus();
    BigInteger square = n.multiply(n);
    BigInteger expected =
        KEY.randomBase()
            .modPow(new BigInteger(1, bigEndian), square)
            .multiply(BigInteger.ONE.add(m.multiply(n)))
            .mod(square);
    assertThat(new BigInteger(1, c)).isEqualTo(expected);
    assertThat(ENCRYPTOR.another().encrypt(List.of(m), new StreamSource(seed))).isEqualTo(c);
  }

  @Test
  void plaintextsComeBackUpToTheLimits() {
    BigInteger limit = KEY.publicKey().modulus().shiftRight(1);
    for (BigInteger m :
        List.of(BigInteger.ZERO, BigInteger.ONE, BigInteger.ONE.negate(), limit, limit.negate())) {
      byte[] c = ENCRYPTOR.encrypt(List.of(m), SOURCE);
      assertThat(KEY.decrypt(c, 0)).isEqualTo(m);
    }
    assertThatThrownBy(() -> ENCRYPTOR.encrypt(List.of(limit.add(BigInteger.ONE)), SOURCE))
        .hasMessageContaining("below n / 2");
  }

  @Test
  void sumsUnderEncryption() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    BigInteger[] m = new BigInteger[6];
    for (int i = 0; i < m.length; i++) {
      m[i] = BigInteger.valueOf(random.nextLong());
    }
    long[] c = KEY.publicKey().importCiphertexts(ENCRYPTOR.encrypt(List.of(m), SOURCE));
    PaillierAccumulator sums = new PaillierAccumulator(KEY.publicKey(), 4);
    for (int i = 0; i < 3; i++) {
      sums.add(i, c, i);
      sums.add(i, c, 3 + i);
    }
    for (int i = 0; i < 3; i++) {
      assertThat(decrypted(sums, i)).as("seed %d", seed).isEqualTo(m[i].add(m[3 + i]));
    }
    sums.addCells(0, 1);
    assertThat(decrypted(sums, 0))
        .as("seed %d", seed)
        .isEqualTo(m[0].add(m[1]).add(m[3]).add(m[4]));
    assertThat(decrypted(sums, 3)).isEqualTo(BigInteger.ZERO);
  }

  @Test
  void packedRepliesHoldExtremeSumsOfPairs() {
    long maximum = (1L << 30) - 1;
    int doublings = 18;
    PairPacking packing = new PairPacking(2048, 300_000, maximum);
    long[][] pairs = {{-maximum, maximum}, {maximum, -maximum}, {-maximum, 0}, {0, 0}};
    List<BigInteger> rows = new ArrayList<>();
    for (long[] pair : pairs) {
      rows.add(packing.encode(pair[0], pair[1]));
    }
    long[] c = KEY.publicKey().importCiphertexts(ENCRYPTOR.encrypt(rows, SOURCE));
    int count = packing.pairsPerPlaintext();
    PaillierAccumulator sums = new PaillierAccumulator(KEY.publicKey(), count);
    int[] chosen = new int[count];
    for (int cell = 0; cell < count; cell++) {
      chosen[cell] = count - 1 - cell;
      sums.add(cell, c, cell % pairs.length);
      for (int i = 0; i < doublings; i++) {
        sums.addCells(cell, cell);
      }
    }
    byte[] reply = sums.exportPacked(chosen, packing.pairBits(), RANDOMIZER, SOURCE);
    long[] decoded = packing.decode(KEY.decrypt(reply, 0), count);
    for (int i = 0; i < count; i++) {
      long[] pair = pairs[chosen[i] % pairs.length];
      assertThat(decoded[2 * i]).isEqualTo(pair[0] << doublings);
      assertThat(decoded[2 * i + 1]).isEqualTo(pair[1] << doublings);
    }
    assertThatThrownBy(
            () -> sums.exportPacked(new int[count + 1], packing.pairBits(), RANDOMIZER, SOURCE))
        .hasMessageContaining("fit 2047 bits");
    assertThatThrownBy(() -> sums.exportPacked(new int[0], 1, RANDOMIZER, SOURCE))
        .hasMessageContaining("at least one");
  }

  @Test
  void exportsAreRandomisedAndRepeatableFromTheirSeed() {
    byte[] c = ENCRYPTOR.encrypt(List.of(BigInteger.TEN), SOURCE);
    PaillierAccumulator sums = new PaillierAccumulator(KEY.publicKey(), 1);
    sums.add(0, KEY.publicKey().importCiphertexts(c), 0);
    byte[] first = sums.export(0, RANDOMIZER, SOURCE);
    byte[] second = sums.export(0, RANDOMIZER, SOURCE);
    assertThat(first).isNotEqualTo(second).isNotEqualTo(c);
    assertThat(KEY.decrypt(first, 0)).isEqualTo(KEY.decrypt(second, 0)).isEqualTo(10);
    SecretBytes seed = SecretBytes.random(32, SOURCE);
    assertThat(sums.export(0, RANDOMIZER, new StreamSource(seed)))
        .isEqualTo(sums.export(0, RANDOMIZER, new StreamSource(seed)));
    assertThat(ENCRYPTOR.encrypt(List.of(BigInteger.TEN), SOURCE)).isNotEqualTo(c);
  }

  @Test
  void refusesNumbersThatAreNoCiphertexts() {
    PaillierPublicKey key = KEY.publicKey();
    byte[] zero = new byte[512];
    assertThatThrownBy(() -> key.importCiphertexts(zero)).hasMessageContaining("zero");
    assertThatThrownBy(() -> KEY.decrypt(zero, 0)).hasMessageContaining("zero");
    byte[] square = new byte[512];
    FixedWidth.write(key.ring().modulus(), square, 0, 512);
    assertThatThrownBy(() -> key.importCiphertexts(square))
        .hasMessageContaining("below the square");
    FixedWidth.write(key.ring().modulus().subtract(BigInteger.ONE), square, 0, 512);
    assertThat(key.importCiphertexts(square)).hasSize(key.ciphertextLongs());
    assertThatThrownBy(() -> key.importCiphertexts(new byte[511]))
        .hasMessageContaining("512 bytes");
    assertThatThrownBy(() -> KEY.decrypt(new byte[513], 0)).hasMessageContaining("512 bytes");
    assertThatThrownBy(() -> KEY.decrypt(square, 1)).hasMessageContaining("number 1");
    assertThatThrownBy(() -> KEY.decrypt(square, -1)).hasMessageContaining("number -1");
    assertThat(key.importCiphertexts(new byte[0])).isEmpty();
  }

  @Test
  void fuzzedCiphertextsAreImportedOrRefusedByRange() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    BigInteger square = KEY.publicKey().ring().modulus();
    byte[] modulus = new byte[512];
    FixedWidth.write(square, modulus, 0, 512);
    for (int i = 0; i < Integer.getInteger("tributary.fuzz", 20_000); i++) {
      int length = random.nextInt(8) == 0 ? random.nextInt(1100) : 512;
      byte[] bytes = random.nextBoolean() ? Arrays.copyOf(modulus, length) : new byte[length];
      if (length > 0 && random.nextBoolean()) {
        bytes[random.nextInt(length)] += (byte) random.nextInt(256);
      }
      BigInteger value = new BigInteger(1, bytes);
      boolean valid =
          length == 0 || (length == 512 && value.signum() > 0 && value.compareTo(square) < 0);
      boolean accepted = true;
      try {
        KEY.publicKey().importCiphertexts(bytes);
      } catch (MalformedPaillierException e) {
        accepted = false;
      }
      // A multiple of p or q is found by chance with probability 2^-1023.
      if (length != 1024) {
        assertThat(accepted).as("seed %d, round %d", seed, i).isEqualTo(valid);
      }
    }
  }

  @Test
  void refusesANegativeNumberOfCells() {
    assertThatThrownBy(() -> new PaillierAccumulator(KEY.publicKey(), -1))
        .hasMessageContaining("must not be negative");
  }
}
