package dev.tributary.crypto.prg;

import dev.tributary.crypto.random.Hkdf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Derives independent 256-bit seeds from one 256-bit seed by HKDF-SHA-256 (RFC 5869).
 *
 * <p>The {@code info} input is the length-prefixed purpose followed by the length-prefixed parts,
 * so two different lists of parts never collide.
 */
public final class SeedTree {
  /** Bytes of a seed. */
  public static final int SEED_BYTES = 32;

  private static final byte[] NO_SALT = new byte[0];

  private SeedTree() {}

  /** Derives the seed of {@code purpose} and {@code parts} below {@code parent} (32 bytes). */
  public static byte[] derive(byte[] parent, String purpose, byte[]... parts) {
    requireSeed(parent);
    return Hkdf.derive(parent, NO_SALT, joined(purpose, parts), SEED_BYTES);
  }

  /** Same, for one integer part. */
  public static byte[] derive(byte[] parent, String purpose, long part) {
    return derive(parent, purpose, ByteBuffer.allocate(Long.BYTES).putLong(part).array());
  }

  /** SHA-256 of the length-prefixed purpose and parts: joint seeds and message digests. */
  public static byte[] digest(String purpose, byte[]... parts) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(joined(purpose, parts));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static void requireSeed(byte[] seed) {
    if (seed.length != SEED_BYTES) {
      throw new IllegalArgumentException(
          "a seed must be " + SEED_BYTES + " bytes. Provided value: " + seed.length);
    }
  }

  private static byte[] joined(String purpose, byte[]... parts) {
    byte[] label = purpose.getBytes(StandardCharsets.UTF_8);
    int length = Integer.BYTES + label.length;
    for (byte[] part : parts) {
      length += Integer.BYTES + part.length;
    }
    ByteBuffer buffer = ByteBuffer.allocate(length).putInt(label.length).put(label);
    for (byte[] part : parts) {
      buffer.putInt(part.length).put(part);
    }
    return buffer.array();
  }
}
