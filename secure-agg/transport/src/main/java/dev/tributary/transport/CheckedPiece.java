package dev.tributary.transport;

import dev.tributary.crypto.aead.OpeningException;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PeerText;
import dev.tributary.protocol.PieceReceipt;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;

/** The plaintext of a piece; its end is reached only if length and digest are the manifest's. */
final class CheckedPiece extends InputStream {
  private final InputStream plain;
  private final MessageDigest digest;
  private final MessageAddress address;
  private final PieceReceipt expected;
  private long length;
  private boolean ended;

  CheckedPiece(InputStream opened, MessageAddress address, PieceReceipt expected) {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    plain = new DigestInputStream(opened, digest);
    this.address = address;
    this.expected = expected;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, bytes.length);
    if (ended) {
      return -1;
    }
    int got;
    try {
      got = plain.read(bytes, offset, count);
    } catch (OpeningException e) {
      throw broken("piece %s could not be authenticated");
    } catch (FederationException e) {
      throw new IOException(e.getMessage(), e);
    }
    length += Math.max(got, 0);
    if (length > expected.length()) {
      throw broken("piece %s is longer than its manifest says");
    }
    if (got < 0 && !expected.equals(new PieceReceipt(expected.shard(), length, digest.digest()))) {
      throw broken("piece %s is not what its manifest names");
    }
    ended = got < 0;
    return got;
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }

  private IOException broken(String what) {
    FederationException cause =
        FederationException.peer(address.step().from(), what, address).telling(PeerText.ALTERED);
    return new IOException(cause.getMessage(), cause);
  }
}
