package dev.tributary.crypto.random;

import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * HKDF with SHA-256 (RFC 5869): independent keys from one secret, told apart by their context.
 *
 * <p>The context must name everything a key is bound to, in an encoding that no two different uses
 * share (fixed widths or length prefixes).
 */
public final class KeyDerivation {
  /** The most HKDF-SHA256 can give: 255 blocks of 32 bytes. */
  public static final int MAXIMUM_BYTES = 255 * 32;

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
    HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
    byte[] key = secret.reveal();
    byte[] out = new byte[length];
    generator.init(new HKDFParameters(key, salt, context));
    generator.generateBytes(out, 0, length);
    SecretBytes derived = SecretBytes.copyOf(out);
    Arrays.fill(key, (byte) 0);
    Arrays.fill(out, (byte) 0);
    return derived;
  }
}
