package dev.tributary.crypto.random;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** HKDF with SHA-256, RFC 5869, for every key and seed of this project. Stateless, thread-safe. */
public final class Hkdf {
  /** The most that HKDF-SHA-256 gives: 255 blocks of 32 bytes. */
  public static final int MAX_LENGTH = 255 * 32;

  private Hkdf() {}

  /**
   * Extracts and expands.
   *
   * @param secret input key material with enough entropy, not empty
   * @param salt public, may be empty
   * @param info what the key is for; different purposes give independent keys
   * @param length bytes wanted, 1 to 8160
   */
  public static byte[] derive(byte[] secret, byte[] salt, byte[] info, int length) {
    if (secret.length == 0) {
      throw new IllegalArgumentException("secret must not be empty");
    }
    if (length < 1 || length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "length must be 1 to " + MAX_LENGTH + ". Provided value: " + length);
    }
    HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
    generator.init(new HKDFParameters(secret, salt, info));
    byte[] key = new byte[length];
    generator.generateBytes(key, 0, length);
    return key;
  }
}
