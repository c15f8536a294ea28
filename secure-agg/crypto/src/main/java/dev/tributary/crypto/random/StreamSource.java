package dev.tributary.crypto.random;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key stream of AES-256 in counter mode under a secret seed: the same seed gives the same
 * bytes, whatever the sizes of the draws.
 *
 * <p>Meant for one-time randomness that a re-run Spark task must draw again bit for bit: the driver
 * makes one seed per (run, epoch, round, step), tasks derive theirs by {@link KeyDerivation} with
 * their shard in the context. A seed is used for one purpose only: the counter starts at zero, so
 * two sources of one seed are the same stream. Not safe for concurrent use.
 */
public final class StreamSource implements SecureSource {
  /** Bytes of a seed: an AES-256 key. */
  public static final int SEED_BYTES = 32;

  private static final int BLOCK_BYTES = 4096;

  private final Cipher cipher;
  private final byte[] zeros = new byte[BLOCK_BYTES];
  private final byte[] block = new byte[BLOCK_BYTES];
  private int used = BLOCK_BYTES;

  public StreamSource(SecretBytes seed) {
    if (seed.length() != SEED_BYTES) {
      throw new IllegalArgumentException(
          "seed must be " + SEED_BYTES + " bytes. Provided value: " + seed.length() + " bytes");
    }
    byte[] key = seed.reveal();
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES/CTR", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  @Override
  public void fill(byte[] out, int offset, int length) {
    int done = 0;
    while (done < length) {
      if (used == BLOCK_BYTES) {
        refill();
      }
      int step = Math.min(length - done, BLOCK_BYTES - used);
      System.arraycopy(block, used, out, offset + done, step);
      Arrays.fill(block, used, used + step, (byte) 0);
      used += step;
      done += step;
    }
  }

  private void refill() {
    try {
      int written = cipher.update(zeros, 0, BLOCK_BYTES, block);
      if (written != BLOCK_BYTES) {
        throw new IllegalStateException("counter mode gave " + written + " bytes");
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the block has room for every byte", e);
    }
    used = 0;
  }
}
