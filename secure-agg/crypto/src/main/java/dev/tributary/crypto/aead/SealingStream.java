package dev.tributary.crypto.aead;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a stream chunk by chunk. Only {@link #finish} writes the last chunk: a stream that is
 * closed without it stays cut, and no opener accepts it. Not thread-safe.
 */
public final class SealingStream extends OutputStream {
  /**
   * The cipher takes a chunk in slices. Its authenticator is an intrinsic that the JDK (17) uses
   * only once the method around it has been called thousands of times; until then it is plain Java
   * at some 60 MB/s. With a call a chunk that would be the first hundreds of megabytes.
   */
  private static final int SLICE = 1 << 10;

  private final OutputStream out;
  private final SecretKeySpec key;
  private final Cipher cipher;
  private final byte[] chunk = new byte[SealedFormat.CHUNK];
  private final byte[] sealed = new byte[SealedFormat.SEALED_CHUNK];
  private int filled;
  private long chunks;
  private boolean finished;

  SealingStream(OutputStream out, byte[] salt, SecretKeySpec key) throws IOException {
    this.out = out;
    this.key = key;
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    out.write(SealedFormat.FORMAT);
    out.write(salt);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (finished) {
      throw new IOException("the sealed stream is finished");
    }
    int at = offset;
    int left = length;
    while (left > 0) {
      // A full chunk waits for the next byte, since it may be the last.
      if (filled == chunk.length) {
        sealChunk(0);
      }
      int step = Math.min(left, chunk.length - filled);
      System.arraycopy(bytes, at, chunk, filled, step);
      filled += step;
      at += step;
      left -= step;
    }
  }

  /** Writes the last chunk and flushes; idempotent. */
  public void finish() throws IOException {
    if (!finished) {
      finished = true;
      sealChunk(1);
      out.flush();
    }
  }

  /** Closes the sink without finishing. */
  @Override
  public void close() throws IOException {
    finished = true;
    out.close();
  }

  private void sealChunk(int last) throws IOException {
    try {
      cipher.init(
          Cipher.ENCRYPT_MODE,
          key,
          new GCMParameterSpec(8 * SealedFormat.TAG, SealedFormat.nonce(chunks, last)));
      int from = 0;
      int to = 0;
      for (; filled - from > SLICE; from += SLICE) {
        to += cipher.update(chunk, from, SLICE, sealed, to);
      }
      to += cipher.doFinal(chunk, from, filled - from, sealed, to);
      out.write(sealed, 0, to);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    chunks++;
    filled = 0;
  }
}
