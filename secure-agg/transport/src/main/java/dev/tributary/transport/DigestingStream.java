package dev.tributary.transport;

import dev.tributary.protocol.PieceReceipt;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Passes plaintext on and keeps its length and digest. */
final class DigestingStream extends FilterOutputStream {
  private final MessageDigest digest;
  private long length;

  DigestingStream(OutputStream out) {
    super(out);
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    out.write(bytes, offset, count);
    digest.update(bytes, offset, count);
    length += count;
  }

  /** Nothing: the writer of a payload does not end the sealed stream below. */
  @Override
  public void close() {}

  PieceReceipt receipt(int shard) {
    return new PieceReceipt(shard, length, digest.digest());
  }
}
