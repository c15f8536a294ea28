package dev.tributary.crypto.random;

import java.util.Arrays;

/**
 * HKDF with SHA-256 (RFC 5869): independent keys from one secret, told apart by their context.
 *
 * <p>The context must name everything a key is bound to, in an encoding that no two different uses
 * share (fixed widths or length prefixes).
 */
public final class KeyDerivation {
  /** The most HKDF-SHA256 can give: 255 blocks of 32 bytes. */
  public static final int MAXIMUM_BYTES = Hkdf.MAX_LENGTH;

  private KeyDerivation() {}

  /**
   * @param secret the input key material
   * @param salt public, may be empty
   * @param context HKDF's {@code info}
   * @param length bytes wanted, 1 to {@link #MAXIMUM_BYTES}
   */
  public static SecretBytes derive(SecretBytes secret, byte[] salt, byte[] context, int length) {
    if (length < 1 || length > MAXIMUM_BYTES) {
      throw new IllegalArgumentException(
          "length must be 1 to " + MAXIMUM_BYTES + " bytes. Provided value: " + length);
    }
    byte[] key = secret.reveal();
    byte[] out = Hkdf.derive(key, salt, context, length);
    SecretBytes derived = SecretBytes.copyOf(out);
    Arrays.fill(key, (byte) 0);
    Arrays.fill(out, (byte) 0);
    return derived;
  }
}
