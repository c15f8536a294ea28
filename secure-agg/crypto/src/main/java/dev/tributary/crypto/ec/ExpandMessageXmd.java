package dev.tributary.crypto.ec;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * {@code expand_message_xmd} with SHA-512 (RFC 9380, 5.3.1) for outputs of at most one digest,
 * which is all that one field element needs. Reuses its digest: not thread-safe.
 */
final class ExpandMessageXmd {
  /** Digest length of SHA-512 in bytes; the longest output. */
  static final int MAX_LENGTH = 64;

  private static final int BLOCK = 128;
  private static final int MAX_TAG = 255;

  private final MessageDigest digest = sha512();
  private final byte[] zeroBlock = new byte[BLOCK];
  private final byte[] tagPrime;
  private final byte[] first = new byte[MAX_LENGTH];
  private final byte[] second = new byte[MAX_LENGTH];

  /**
   * @param tag domain separation tag, 1 to 255 bytes
   */
  ExpandMessageXmd(byte[] tag) {
    if (tag.length < 1 || tag.length > MAX_TAG) {
      throw new IllegalArgumentException(
          "tag must be 1 to 255 bytes. Provided value: " + tag.length);
    }
    tagPrime = Arrays.copyOf(tag, tag.length + 1);
    tagPrime[tag.length] = (byte) tag.length;
  }

  /** Fills {@code out}, at most {@link #MAX_LENGTH} bytes, from the message. */
  void expand(byte[] message, byte[] out) {
    try {
      digest.update(zeroBlock);
      digest.update(message);
      digest.update((byte) (out.length >>> 8));
      digest.update((byte) out.length);
      digest.update((byte) 0);
      digest.update(tagPrime);
      digest.digest(first, 0, MAX_LENGTH);
      digest.update(first);
      digest.update((byte) 1);
      digest.update(tagPrime);
      digest.digest(second, 0, MAX_LENGTH);
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
    System.arraycopy(second, 0, out, 0, out.length);
  }

  private static MessageDigest sha512() {
    try {
      return MessageDigest.getInstance("SHA-512");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-512", e);
    }
  }
}
