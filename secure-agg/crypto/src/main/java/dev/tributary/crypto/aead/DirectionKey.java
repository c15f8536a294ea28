package dev.tributary.crypto.aead;

import dev.tributary.crypto.random.Hkdf;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what one party sends to one other party in one run. Both of them hold the same key; the
 * opposite direction has another.
 *
 * <p>Confidential and authentic against everybody without the key: a changed, cut, extended,
 * reordered or repeated stream, and one that was sealed for another context, fails with {@link
 * OpeningException}. What leaks is the length. Each stream has a key of its own, HKDF(direction
 * key, 32 byte random salt, context). Thread-safe. Serializable so that a driver can hand it to its
 * own executors; it prints nothing.
 */
public final class DirectionKey implements Serializable {
  /** Bytes of a key. */
  public static final int LENGTH = 32;

  private static final long serialVersionUID = 1L;
  private static final byte[] PURPOSE =
      "tributary/sealed-stream/1|".getBytes(StandardCharsets.UTF_8);

  private final byte[] secret;

  /**
   * @param secret 32 bytes, uniform, shared by the two parties only
   */
  public DirectionKey(byte[] secret) {
    if (secret.length != LENGTH) {
      throw new IllegalArgumentException("key must be 32 bytes. Provided value: " + secret.length);
    }
    this.secret = secret.clone();
  }

  /**
   * Starts a sealed stream on {@code out}; its {@code finish} must be called.
   *
   * @param context what is sealed, such as a canonical address; the opener must name the same
   */
  public SealingStream seal(OutputStream out, byte[] context) throws IOException {
    byte[] salt = new byte[SealedFormat.SALT];
    // Seeded by the system; one per stream, so contention does not matter.
    new SecureRandom().nextBytes(salt);
    return new SealingStream(out, salt, streamKey(salt, context));
  }

  /** Opens a sealed stream; nothing read may be acted on before its end was reached. */
  public OpeningStream open(InputStream in, byte[] context) {
    return new OpeningStream(in, salt -> streamKey(salt, context));
  }

  private SecretKeySpec streamKey(byte[] salt, byte[] context) {
    byte[] info = new byte[PURPOSE.length + context.length];
    System.arraycopy(PURPOSE, 0, info, 0, PURPOSE.length);
    System.arraycopy(context, 0, info, PURPOSE.length, context.length);
    return new SecretKeySpec(Hkdf.derive(secret, salt, info, LENGTH), "AES");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DirectionKey that && MessageDigest.isEqual(secret, that.secret);
  }

  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public String toString() {
    return "DirectionKey";
  }
}
