package dev.tributary.crypto.random;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RandomTest {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void hkdfGivesTheFirstCaseOfRfc5869() {
    SecretBytes okm =
        KeyDerivation.derive(
            SecretBytes.copyOf(HEX.parseHex("0b".repeat(22))),
            HEX.parseHex("000102030405060708090a0b0c"),
            HEX.parseHex("f0f1f2f3f4f5f6f7f8f9"),
            42);
    assertThat(HEX.formatHex(okm.reveal()))
        .isEqualTo(
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  }

  @Test
  void streamOfTheZeroKeyIsAesOfCounters() {
    // The hash key H of test case 13 in McGrew and Viega's GCM specification: AES-256 of zeros.
    byte[] stream = new StreamSource(SecretBytes.copyOf(new byte[32])).bytes(16);
    assertThat(HEX.formatHex(stream)).isEqualTo("dc95c078a2408989ad48a21492842087");
  }

  @Test
  void streamDoesNotDependOnTheSizesOfDraws() {
    SecretBytes seed = SecretBytes.random(32, new SystemSource());
    byte[] whole = new StreamSource(seed).bytes(10_000);
    StreamSource pieces = new StreamSource(seed);
    byte[] joined = new byte[10_000];
    int done = 0;
    for (int step = 1; done < joined.length; step = 3 * step + 1) {
      int length = Math.min(step, joined.length - done);
      pieces.fill(joined, done, length);
      done += length;
    }
    assertThat(joined).isEqualTo(whole);
    SecretBytes other = KeyDerivation.derive(seed, new byte[0], "other".getBytes(US_ASCII), 32);
    assertThat(new StreamSource(other).bytes(64)).isNotEqualTo(new StreamSource(seed).bytes(64));
  }

  @Test
  void drawsStayBelowTheirBounds() {
    SecureSource source = new SystemSource();
    boolean[] seen = new boolean[5];
    for (int i = 0; i < 1000; i++) {
      assertThat(source.bits(3).bitLength()).isLessThanOrEqualTo(3);
      seen[source.below(BigInteger.valueOf(5)).intValueExact()] = true;
    }
    // Missing one of five values in 1000 draws has probability below 5 * 0.8^1000 = 2^-319.
    assertThat(seen).containsOnly(true);
    assertThat(source.below(BigInteger.ONE)).isEqualTo(BigInteger.ZERO);
  }

  @Test
  void secretsPrintNothingAndAreWiped() {
    SecretBytes secret = SecretBytes.copyOf(new byte[] {1, 2, 3});
    assertThat(secret).hasToString("SecretBytes[3 bytes]");
    assertThat(secret).isEqualTo(SecretBytes.copyOf(new byte[] {1, 2, 3}));
    assertThat(secret).isNotEqualTo(SecretBytes.copyOf(new byte[] {1, 2, 4}));
    secret.reveal()[0] = 9;
    assertThat(secret.reveal()).containsExactly(1, 2, 3);
    secret.close();
    assertThatThrownBy(secret::reveal).isInstanceOf(IllegalStateException.class);
    assertThat(secret).isNotEqualTo(SecretBytes.copyOf(new byte[3]));
  }

  @Test
  void secretsCompareByContentUntilTheyAreDestroyed() {
    SecretBytes secret = SecretBytes.copyOf(new byte[] {1, 2, 3});
    SecretBytes same = SecretBytes.copyOf(new byte[] {1, 2, 3});
    assertThat(secret).isEqualTo(same).isNotEqualTo("SecretBytes");
    assertThat(secret.hashCode()).isEqualTo(3);
    assertThat(secret.length()).isEqualTo(3);
    same.close();
    assertThat(secret).isNotEqualTo(same);
    assertThat(same).isNotEqualTo(secret);
    // A destroyed secret equals itself: a set can still drop it.
    assertThat(new HashSet<>(List.of(same))).contains(same);
  }

  @Test
  void destroyedBytesAreOverwritten() throws Exception {
    SecretBytes secret = SecretBytes.copyOf(new byte[] {1, 2, 3});
    secret.close();
    Field bytes = SecretBytes.class.getDeclaredField("bytes");
    bytes.setAccessible(true);
    assertThat((byte[]) bytes.get(secret)).containsOnly(0);
  }

  /** Whoever reads the memory later does not learn what was drawn before. */
  @Test
  void drawnBytesAreNotKept() throws Exception {
    StreamSource source = new StreamSource(SecretBytes.copyOf(new byte[32]));
    source.bytes(100);
    Field block = StreamSource.class.getDeclaredField("block");
    block.setAccessible(true);
    byte[] kept = (byte[]) block.get(source);
    assertThat(Arrays.copyOf(kept, 100)).containsOnly(0);
    assertThat(Arrays.copyOfRange(kept, 100, 200)).isNotEqualTo(new byte[100]);
  }

  @Test
  void systemDrawsAreFreshAndFillOnlyTheirRange() {
    SecureSource source = new SystemSource();
    assertThat(source.bytes(32)).isNotEqualTo(source.bytes(32)).isNotEqualTo(new byte[32]);
    byte[] out = new byte[48];
    source.fill(out, 8, 32);
    assertThat(Arrays.copyOf(out, 8)).containsOnly(0);
    assertThat(Arrays.copyOfRange(out, 40, 48)).containsOnly(0);
    assertThat(Arrays.copyOfRange(out, 8, 40)).isNotEqualTo(new byte[32]);
    assertThat(SecretBytes.random(1, source).length()).isEqualTo(1);
  }

  /** Bits come big-endian, the top byte cut; a draw beyond the bound is drawn again. */
  @Test
  void numbersAreTheBytesOfTheSource() {
    SecureSource ones =
        (out, offset, length) -> Arrays.fill(out, offset, offset + length, (byte) -1);
    assertThat(ones.bits(1)).isEqualTo(1);
    assertThat(ones.bits(8)).isEqualTo(255);
    assertThat(ones.bits(9)).isEqualTo(511);
    int[] draws = {7, 5, 4};
    int[] next = new int[1];
    SecureSource scripted = (out, offset, length) -> out[offset] = (byte) draws[next[0]++];
    assertThat(scripted.below(BigInteger.valueOf(5))).isEqualTo(4);
    assertThat(next[0]).isEqualTo(3);
  }

  @Test
  void refusesWrongSizes() {
    assertThatThrownBy(() -> new StreamSource(SecretBytes.copyOf(new byte[16])))
        .hasMessageContaining("must be 32 bytes");
    assertThatThrownBy(() -> new SystemSource().bits(0)).hasMessageContaining("must be positive");
    assertThatThrownBy(() -> new SystemSource().below(BigInteger.ZERO))
        .hasMessage("bound must be positive. Provided value: 0");
    SecretBytes secret = SecretBytes.copyOf(new byte[32]);
    assertThatThrownBy(() -> KeyDerivation.derive(secret, new byte[0], new byte[0], 8161))
        .hasMessageContaining("1 to 8160");
    assertThatThrownBy(() -> KeyDerivation.derive(secret, new byte[0], new byte[0], 0))
        .hasMessageContaining("1 to 8160");
    byte[] none = new byte[0];
    for (int length : new int[] {1, 8160}) {
      assertThat(KeyDerivation.derive(secret, none, none, length).length()).isEqualTo(length);
      assertThat(Hkdf.derive(secret.reveal(), none, none, length)).hasSize(length);
    }
    for (int length : new int[] {0, 8161}) {
      assertThatThrownBy(() -> Hkdf.derive(secret.reveal(), none, none, length))
          .hasMessageEndingWith("Provided value: " + length);
    }
    assertThatThrownBy(() -> Hkdf.derive(none, none, none, 32))
        .hasMessageContaining("not be empty");
    assertThatThrownBy(() -> SecretBytes.random(0, new SystemSource()))
        .hasMessageContaining("must be positive");
  }
}
