package dev.tributary.crypto.shamir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.crypto.random.SecureSource;
import dev.tributary.crypto.random.SystemSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShamirSharingTest {
  private static final SecureSource SYSTEM = new SystemSource();

  /**
   * draft-mcgrew-tss-03, test vector with m = 2 and n = 2: the secret "test\0" and its two shares,
   * at the front of 32 bytes. The coefficient is the difference of secret and share 1.
   */
  @Test
  void sharesAsTheDraftsVector() throws Exception {
    byte[] secret = padded("7465737400");
    byte[] first = padded("b9fa07e185");
    byte[] coefficient = new byte[32];
    for (int i = 0; i < 32; i++) {
      coefficient[i] = (byte) (secret[i] ^ first[i]);
    }
    List<Share> shares =
        new ShamirSharing(2, 2).share(SecretBytes.copyOf(secret), known(coefficient));
    assertThat(shares.get(0).value().reveal()).isEqualTo(first);
    assertThat(shares.get(1).value().reveal()).isEqualTo(padded("f5409b4511"));
    assertThat(shares).extracting(Share::index).containsExactly(1, 2);
    assertThat(new ShamirSharing(2, 2).reconstruct(shares).reveal()).isEqualTo(secret);
  }

  @Test
  void anyThresholdOfTheSharesGiveTheSecret() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int[] size : new int[][] {{1, 2}, {2, 2}, {2, 3}, {3, 5}, {5, 5}, {51, 100}, {100, 100}}) {
      ShamirSharing sharing = new ShamirSharing(size[0], size[1]);
      for (int time = 0; time < 20; time++) {
        SecretBytes secret = SecretBytes.random(32, SYSTEM);
        List<Share> shares = new ArrayList<>(sharing.share(secret, SYSTEM));
        Collections.shuffle(shares, random);
        int count = size[0] + random.nextInt(size[1] - size[0] + 1);
        assertThat(sharing.reconstruct(shares.subList(0, size[0]))).isEqualTo(secret);
        assertThat(sharing.reconstruct(shares.subList(0, count))).isEqualTo(secret);
      }
    }
  }

  /**
   * Exact: whatever the secret, the two coefficients of a threshold of three map onto all pairs of
   * two shares, each once, so two shares are as likely under each secret.
   */
  @Test
  void fewerThanTheThresholdAreUniform() {
    ShamirSharing sharing = new ShamirSharing(3, 5);
    for (int secretByte : new int[] {0, 1, 0xa7}) {
      byte[] secret = new byte[32];
      secret[0] = (byte) secretByte;
      BitSet seen = new BitSet(1 << 16);
      for (int pair = 0; pair < 1 << 16; pair++) {
        List<Share> shares =
            sharing.share(
                SecretBytes.copyOf(secret),
                known(filled(0, (byte) pair), filled(0, (byte) (pair >> 8))));
        int two =
            ((shares.get(1).value().reveal()[0] & 0xff) << 8)
                | (shares.get(4).value().reveal()[0] & 0xff);
        assertThat(seen.get(two)).isFalse();
        seen.set(two);
      }
      assertThat(seen.cardinality()).isEqualTo(1 << 16);
    }
  }

  /** A share of zeros, 32,768 of them: chi-square with 255 degrees of freedom, 6 deviations. */
  @Test
  void coefficientsAreDrawnForEverySecretAndByte() {
    int[] counts = new int[256];
    int samples = 1 << 15;
    for (int time = 0; time < samples / 32; time++) {
      Share share = new ShamirSharing(2, 3).share(SecretBytes.copyOf(new byte[32]), SYSTEM).get(2);
      for (byte b : share.value().reveal()) {
        counts[b & 0xff]++;
      }
    }
    double expected = samples / 256.0;
    double chi =
        Arrays.stream(counts).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
    assertThat(chi).isBetween(255 - 6 * Math.sqrt(510), 255 + 6 * Math.sqrt(510));
  }

  @Test
  void tooFewSharesGiveAnotherSecret() throws Exception {
    SecretBytes secret = SecretBytes.random(32, SYSTEM);
    List<Share> shares = new ShamirSharing(3, 5).share(secret, SYSTEM);
    assertThat(new ShamirSharing(2, 5).reconstruct(shares.subList(0, 2))).isNotEqualTo(secret);
  }

  @Test
  void aWrongShareAmongMoreThanTheThresholdIsNoticed() {
    ShamirSharing sharing = new ShamirSharing(3, 5);
    List<Share> shares = sharing.share(SecretBytes.random(32, SYSTEM), SYSTEM);
    for (int wrong = 0; wrong < 4; wrong++) {
      List<Share> some = new ArrayList<>(shares.subList(0, 4));
      byte[] value = some.get(wrong).value().reveal();
      value[31] ^= 1;
      some.set(wrong, new Share(wrong + 1, SecretBytes.copyOf(value)));
      assertThatThrownBy(() -> sharing.reconstruct(some))
          .isInstanceOf(InconsistentSharesException.class);
    }
  }

  @Test
  void refusesRepeatedForeignAndTooFewShares() {
    ShamirSharing sharing = new ShamirSharing(3, 5);
    List<Share> shares = sharing.share(SecretBytes.random(32, SYSTEM), SYSTEM);
    assertThatThrownBy(() -> sharing.reconstruct(shares.subList(0, 2)))
        .hasMessageContaining("at least 3 shares");
    assertThatThrownBy(
            () -> sharing.reconstruct(List.of(shares.get(0), shares.get(1), shares.get(1))))
        .hasMessageContaining("different indices");
    Share foreign = new Share(6, SecretBytes.copyOf(new byte[32]));
    assertThatThrownBy(() -> sharing.reconstruct(List.of(shares.get(0), shares.get(1), foreign)))
        .hasMessageContaining("at most 5");
  }

  @Test
  void refusesWrongIndicesAndLengths() {
    SecretBytes right = SecretBytes.copyOf(new byte[32]);
    SecretBytes shorter = SecretBytes.copyOf(new byte[31]);
    assertThatThrownBy(() -> new Share(0, right)).hasMessageContaining("Provided value: 0");
    assertThatThrownBy(() -> new Share(101, right)).hasMessageContaining("1 to 100");
    assertThatThrownBy(() -> new Share(1, shorter)).hasMessageContaining("31 bytes");
    assertThatThrownBy(() -> new ShamirSharing(2, 3).share(shorter, SYSTEM))
        .hasMessageContaining("31 bytes");
    for (int[] size : new int[][] {{1, 1}, {0, 3}, {4, 3}, {2, 101}}) {
      assertThatThrownBy(() -> new ShamirSharing(size[0], size[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
    new ShamirSharing(100, 100);
  }

  @Test
  void sharesPrintNothing() {
    assertThat(new Share(1, SecretBytes.copyOf(new byte[32])))
        .hasToString("Share[index=1, value=SecretBytes[32 bytes]]");
  }

  private static byte[] padded(String hex) {
    return Arrays.copyOf(HexFormat.of().parseHex(hex), 32);
  }

  private static byte[] filled(int at, byte value) {
    byte[] bytes = new byte[32];
    bytes[at] = value;
    return bytes;
  }

  /** Gives the coefficients in order, lowest power first. */
  private static SecureSource known(byte[]... coefficients) {
    return new SecureSource() {
      private int next;

      @Override
      public void fill(byte[] out, int offset, int length) {
        System.arraycopy(coefficients[next++], 0, out, offset, length);
      }
    };
  }
}
