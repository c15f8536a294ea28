package dev.tributary.crypto.aead;

import java.nio.ByteBuffer;

/**
 * Layout of a sealed stream, format 1.
 *
 * <pre>
 * u8 format | 32 bytes salt | chunk 0 | chunk 1 | ... | chunk k
 * </pre>
 *
 * Every chunk is AES-256-GCM ciphertext with its 16 byte tag; all but the last hold {@link #CHUNK}
 * bytes of plaintext, the last one 0 to {@link #CHUNK}. The nonce of chunk i is seven zero bytes, i
 * as a big endian u32, and 1 for the last chunk or 0 (the STREAM construction of Hoang,
 * Reyhanitabar, Rogaway and Vizar, "Online Authenticated-Encryption and its Nonce-Reuse
 * Misuse-Resistance", CRYPTO 2015). The key is fresh for every stream, so a counter nonce is never
 * used twice.
 */
final class SealedFormat {
  static final int FORMAT = 1;
  static final int SALT = 32;
  static final int HEADER = 1 + SALT;
  static final int CHUNK = 1 << 16;
  static final int TAG = 16;
  static final int SEALED_CHUNK = CHUNK + TAG;
  static final long MAX_CHUNKS = 1L << 32;

  private static final int NONCE = 12;
  private static final int COUNTER_AT = 7;

  private SealedFormat() {}

  static byte[] nonce(long chunk, int last) {
    if (chunk >= MAX_CHUNKS) {
      throw new IllegalStateException("a sealed stream holds at most 2^32 chunks");
    }
    return ByteBuffer.allocate(NONCE)
        .position(COUNTER_AT)
        .putInt((int) chunk)
        .put((byte) last)
        .array();
  }
}
