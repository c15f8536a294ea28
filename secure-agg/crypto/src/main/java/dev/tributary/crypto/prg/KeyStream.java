package dev.tributary.crypto.prg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The AES-256-CTR key stream of a seed, read as little-endian words (NIST SP 800-38A, section 6.5).
 *
 * <p>{@link #seek} opens stream {@code index}: counter block {@code index || 0}, so a seed carries
 * 2^64 streams of 2^68 bytes. Not thread-safe; one object per task.
 */
public final class KeyStream {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int BUFFER_BYTES = 4096;
  private static final byte[] ZEROS = new byte[BUFFER_BYTES];

  private final SecretKeySpec key;
  private final Cipher cipher;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position = BUFFER_BYTES;

  /** Opens stream 0 of a 32-byte seed. */
  public KeyStream(byte[] seed) {
    SeedTree.requireSeed(seed);
    key = new SecretKeySpec(seed, "AES");
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES in counter mode", e);
    }
    seek(0);
  }

  /** Moves to the start of stream {@code index}. */
  public void seek(long index) {
    byte[] counter = new byte[16];
    for (int i = 0; i < Long.BYTES; i++) {
      counter[i] = (byte) (index >>> (56 - 8 * i));
    }
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256 must be available", e);
    }
    position = BUFFER_BYTES;
  }

  /** The next 64 uniform bits. */
  public long nextLong() {
    if (position > BUFFER_BYTES - Long.BYTES) {
      refill();
    }
    long word = (long) LONGS.get(buffer, position);
    position += Long.BYTES;
    return word;
  }

  /** The next 32 uniform bits. */
  public int nextInt() {
    if (position > BUFFER_BYTES - Integer.BYTES) {
      refill();
    }
    int word = (int) INTS.get(buffer, position);
    position += Integer.BYTES;
    return word;
  }

  private void refill() {
    try {
      cipher.update(ZEROS, 0, BUFFER_BYTES, buffer, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a buffer of whole blocks always fits", e);
    }
    position = 0;
  }
}
