package dev.tributary.crypto.aead;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens a sealed stream. Bytes come out only after their chunk was authenticated; that nothing is
 * missing is known only once {@code read} has returned -1. Not thread-safe.
 */
public final class OpeningStream extends InputStream {
  private final InputStream in;
  private final Function<byte[], SecretKeySpec> keyOf;
  private final byte[] sealed = new byte[SealedFormat.SEALED_CHUNK + 1];
  private final byte[] plain = new byte[SealedFormat.CHUNK + SealedFormat.TAG];
  private Cipher cipher;
  private SecretKeySpec key;
  private int carried;
  private int position;
  private int limit;
  private long chunks;
  private boolean last;
  private boolean broken;

  OpeningStream(InputStream in, Function<byte[], SecretKeySpec> keyOf) {
    this.in = in;
    this.keyOf = keyOf;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    while (position == limit) {
      if (last) {
        return -1;
      }
      openChunk();
    }
    int step = Math.min(length, limit - position);
    System.arraycopy(plain, position, bytes, offset, step);
    position += step;
    return step;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void openChunk() throws IOException {
    if (broken) {
      throw new OpeningException();
    }
    broken = true;
    if (key == null) {
      readHeader();
    }
    // One byte more than a chunk tells whether another follows.
    int got = carried + in.readNBytes(sealed, carried, sealed.length - carried);
    last = got <= SealedFormat.SEALED_CHUNK;
    int length = last ? got : SealedFormat.SEALED_CHUNK;
    if (length < SealedFormat.TAG || chunks >= SealedFormat.MAX_CHUNKS) {
      throw new OpeningException();
    }
    try {
      cipher.init(
          Cipher.DECRYPT_MODE,
          key,
          new GCMParameterSpec(8 * SealedFormat.TAG, SealedFormat.nonce(chunks, last ? 1 : 0)));
      limit = cipher.doFinal(sealed, 0, length, plain, 0);
    } catch (GeneralSecurityException e) {
      limit = position;
      throw new OpeningException();
    }
    position = 0;
    chunks++;
    if (!last) {
      sealed[0] = sealed[SealedFormat.SEALED_CHUNK];
      carried = 1;
    }
    broken = false;
  }

  private void readHeader() throws IOException {
    byte[] header = in.readNBytes(SealedFormat.HEADER);
    if (header.length != SealedFormat.HEADER || header[0] != SealedFormat.FORMAT) {
      throw new OpeningException();
    }
    byte[] salt = new byte[SealedFormat.SALT];
    System.arraycopy(header, 1, salt, 0, salt.length);
    key = keyOf.apply(salt);
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
