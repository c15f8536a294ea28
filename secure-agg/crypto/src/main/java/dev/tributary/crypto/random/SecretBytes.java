package dev.tributary.crypto.random;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Bytes that must not be seen: prints nothing, compares in constant time, can be wiped.
 *
 * <p>Wiping is a courtesy (the collector may have moved copies), not a guarantee. Deliberately not
 * {@link java.io.Serializable}: whoever moves a secret writes down how.
 */
public final class SecretBytes implements AutoCloseable {
  private final byte[] bytes;
  private boolean destroyed;

  private SecretBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Copies {@code bytes}; the caller may wipe its own copy. */
  public static SecretBytes copyOf(byte[] bytes) {
    return new SecretBytes(bytes.clone());
  }

  /** {@code length} fresh bytes. */
  public static SecretBytes random(int length, SecureSource source) {
    if (length < 1) {
      throw new IllegalArgumentException("length must be positive. Provided value: " + length);
    }
    return new SecretBytes(source.bytes(length));
  }

  public int length() {
    return bytes.length;
  }

  /** A copy of the bytes; throws {@link IllegalStateException} after {@link #close}. */
  public synchronized byte[] reveal() {
    if (destroyed) {
      throw new IllegalStateException("the secret has been destroyed");
    }
    return bytes.clone();
  }

  /** Overwrites the bytes with zeros; later use fails. */
  @Override
  public synchronized void close() {
    Arrays.fill(bytes, (byte) 0);
    destroyed = true;
  }

  /** Constant time in the content; the length is not secret. A destroyed secret equals itself. */
  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    return other instanceof SecretBytes that
        && !destroyed
        && !that.destroyed
        && MessageDigest.isEqual(bytes, that.bytes);
  }

  /** Depends on the length only, so that a hash table reveals nothing. */
  @Override
  public int hashCode() {
    return bytes.length;
  }

  @Override
  public String toString() {
    return "SecretBytes[" + bytes.length + " bytes]";
  }
}
