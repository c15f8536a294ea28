package dev.tributary.crypto.shamir;

import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.crypto.random.SecureSource;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Shares 32-byte secrets such that any {@code threshold} of the shares give the secret back and
 * fewer are uniform bytes, whatever the secret (A. Shamir, "How to share a secret", CACM 1979).
 *
 * <p>Byte by byte over GF(2^8): byte b of share x is {@code secret[b] + c_1[b] x + ... + c_(t-1)[b]
 * x^(t-1)} with coefficients drawn afresh. Indices are public; time does not depend on secrets,
 * shares or coefficients. A wrong share gives a wrong secret unnoticed unless there are more shares
 * than the threshold: whoever must know binds shares by other means. Thread-safe.
 */
public final class ShamirSharing {
  /** Bytes of a secret and of a share. */
  public static final int LENGTH = 32;

  /** Most shares of a secret. */
  public static final int MAX_PARTIES = 100;

  private static final int LANES = LENGTH / Long.BYTES;

  private final int threshold;
  private final int parties;

  /**
   * @param threshold shares that give the secret, 1 to {@code parties}
   * @param parties shares of each secret, 2 to {@link #MAX_PARTIES}; they have indices 1, 2, ...
   */
  public ShamirSharing(int threshold, int parties) {
    if (parties < 2 || parties > MAX_PARTIES) {
      throw new IllegalArgumentException(
          "parties must be 2 to " + MAX_PARTIES + ". Provided value: " + parties);
    }
    if (threshold < 1 || threshold > parties) {
      throw new IllegalArgumentException(
          "threshold must be 1 to " + parties + ". Provided value: " + threshold);
    }
    this.threshold = threshold;
    this.parties = parties;
  }

  /**
   * Shares a secret.
   *
   * @param secret {@link #LENGTH} bytes
   * @param source of the coefficients
   * @return shares 1 to {@code parties}, in order
   */
  public List<Share> share(SecretBytes secret, SecureSource source) {
    if (secret.length() != LENGTH) {
      throw new IllegalArgumentException(
          "secret must be 32 bytes. Provided value: " + secret.length() + " bytes");
    }
    long[][] coefficients = new long[threshold][];
    coefficients[0] = lanes(secret);
    for (int i = 1; i < threshold; i++) {
      coefficients[i] = wipedLanes(source.bytes(LENGTH));
    }
    List<Share> shares = new ArrayList<>(parties);
    for (int x = 1; x <= parties; x++) {
      long[] value = new long[LANES];
      for (int i = threshold - 1; i >= 0; i--) {
        for (int lane = 0; lane < LANES; lane++) {
          value[lane] = Field.times(value[lane], x) ^ coefficients[i][lane];
        }
      }
      shares.add(new Share(x, secret(value)));
    }
    for (long[] coefficient : coefficients) {
      Arrays.fill(coefficient, 0);
    }
    return shares;
  }

  /**
   * The secret of some shares; what is above the threshold is compared.
   *
   * @param shares at least {@code threshold} of them, with different indices of at most {@code
   *     parties}
   * @throws InconsistentSharesException if there are more, and they are not of one secret
   */
  public SecretBytes reconstruct(List<Share> shares) throws InconsistentSharesException {
    int[] indices = shares.stream().mapToInt(Share::index).toArray();
    if (shares.size() < threshold
        || Arrays.stream(indices).distinct().count() != indices.length
        || Arrays.stream(indices).anyMatch(index -> index > parties)) {
      throw new IllegalArgumentException(
          "there must be at least %d shares with different indices of at most %d. Provided value: %s"
              .formatted(threshold, parties, Arrays.toString(indices)));
    }
    List<Share> base = shares.subList(0, threshold);
    for (Share other : shares.subList(threshold, shares.size())) {
      if (!secret(interpolate(base, other.index())).equals(other.value())) {
        throw new InconsistentSharesException();
      }
    }
    return secret(interpolate(base, 0));
  }

  /** The values at {@code x} of the polynomials through the shares (Lagrange). */
  private static long[] interpolate(List<Share> base, int x) {
    long[] sum = new long[LANES];
    int[] indices = base.stream().mapToInt(Share::index).toArray();
    for (Share share : base) {
      int weight = Field.weight(indices, share.index(), x);
      long[] value = lanes(share.value());
      for (int lane = 0; lane < LANES; lane++) {
        sum[lane] ^= Field.times(value[lane], weight);
      }
    }
    return sum;
  }

  private static long[] lanes(SecretBytes secret) {
    return wipedLanes(secret.reveal());
  }

  private static long[] wipedLanes(byte[] bytes) {
    long[] lanes = new long[LANES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(lanes);
    Arrays.fill(bytes, (byte) 0);
    return lanes;
  }

  private static SecretBytes secret(long[] lanes) {
    byte[] bytes = new byte[LENGTH];
    ByteBuffer.wrap(bytes).asLongBuffer().put(lanes);
    SecretBytes secret = SecretBytes.copyOf(bytes);
    Arrays.fill(bytes, (byte) 0);
    return secret;
  }
}
