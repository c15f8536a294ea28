package dev.tributary.crypto.prg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Adds the AES-256-CTR key stream of a seed to words modulo 2^64, from any word of it on: word i is
 * the little-endian half {@code i mod 2} of the cipher of counter block {@code i / 2} (NIST SP
 * 800-38A, section 6.5). Blocks of one vector can so be masked apart from each other, in any order.
 *
 * <p>A seed masks one vector; two under the same give away their difference. Not thread-safe; one
 * object per task.
 */
public final class WordMask {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int CHUNK_WORDS = 1024;
  private static final byte[] ZEROS = new byte[CHUNK_WORDS * Long.BYTES];

  private final Cipher cipher;
  private final byte[] stream = new byte[ZEROS.length];

  public WordMask() {
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES in counter mode", e);
    }
  }

  /**
   * Adds words {@code [from, from + length)} of the key stream to {@code words[offset, offset +
   * length)}.
   *
   * @param seed 32 bytes
   * @param from at least 0
   */
  public void add(byte[] seed, long[] words, int offset, int length, long from) {
    start(seed, words, offset, length, from);
    for (int done = 0; done < length; done += CHUNK_WORDS) {
      int step = next(length - done);
      for (int i = 0; i < step; i++) {
        words[offset + done + i] += (long) LONGS.get(stream, i * Long.BYTES);
      }
    }
  }

  /** Takes the same away again. */
  public void subtract(byte[] seed, long[] words, int offset, int length, long from) {
    start(seed, words, offset, length, from);
    for (int done = 0; done < length; done += CHUNK_WORDS) {
      int step = next(length - done);
      for (int i = 0; i < step; i++) {
        words[offset + done + i] -= (long) LONGS.get(stream, i * Long.BYTES);
      }
    }
  }

  private void start(byte[] seed, long[] words, int offset, int length, long from) {
    SeedTree.requireSeed(seed);
    Objects.checkFromIndexSize(offset, length, words.length);
    if (from < 0) {
      throw new IllegalArgumentException("from must be at least 0. Provided value: " + from);
    }
    byte[] counter = ByteBuffer.allocate(16).putLong(8, from >>> 1).array();
    try {
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(seed, "AES"), new IvParameterSpec(counter));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256 must be available", e);
    }
    draw((int) (from & 1) * Long.BYTES);
  }

  private int next(int left) {
    int step = Math.min(left, CHUNK_WORDS);
    draw(step * Long.BYTES);
    return step;
  }

  private void draw(int bytes) {
    try {
      int drawn = cipher.update(ZEROS, 0, bytes, stream, 0);
      if (drawn != bytes) {
        throw new IllegalStateException("counter mode gave " + drawn + " bytes");
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the buffer has room for every byte", e);
    }
  }
}
