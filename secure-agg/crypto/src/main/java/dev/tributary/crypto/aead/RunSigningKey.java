package dev.tributary.crypto.aead;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A fresh Ed25519 key for the signatures of one run (RFC 8032). The domain is part of what is
 * signed, as in {@link IdentitySignature}. {@link #destroy} ends it. Thread-safe.
 */
public final class RunSigningKey {
  /** Bytes of a public key. */
  public static final int KEY_LENGTH = Ed25519.PUBLIC_KEY_SIZE;

  /** Bytes of a signature. */
  public static final int LENGTH = Ed25519.SIGNATURE_SIZE;

  private static final byte[] PREFIX = "tributary/run-signature/1".getBytes(StandardCharsets.UTF_8);

  private final byte[] secret = new byte[Ed25519.SECRET_KEY_SIZE];
  private final byte[] publicKey = new byte[KEY_LENGTH];
  private boolean destroyed;

  /** Draws a key from the system's randomness. */
  public RunSigningKey() {
    Ed25519.generatePrivateKey(new SecureRandom(), secret);
    Ed25519.generatePublicKey(secret, 0, publicKey, 0);
  }

  RunSigningKey(byte[] knownSecret) {
    System.arraycopy(knownSecret, 0, secret, 0, secret.length);
    Ed25519.generatePublicKey(secret, 0, publicKey, 0);
  }

  public byte[] publicKey() {
    return publicKey.clone();
  }

  /**
   * Signs.
   *
   * @param domain the purpose, such as {@code survivors}
   * @throws IllegalStateException if this key was destroyed
   */
  public synchronized byte[] sign(String domain, byte[] message) {
    if (destroyed) {
      throw new IllegalStateException("the run's signing key has been destroyed");
    }
    byte[] framed = framed(domain, message);
    byte[] signature = new byte[LENGTH];
    Ed25519.sign(secret, 0, framed, 0, framed.length, signature, 0);
    return signature;
  }

  /** False for anything that is not this key's signature of this message in this domain. */
  public static boolean verify(byte[] key, String domain, byte[] message, byte[] signature) {
    if (key.length != KEY_LENGTH || signature.length != LENGTH) {
      return false;
    }
    byte[] framed = framed(domain, message);
    return Ed25519.verify(signature, 0, key, 0, framed, 0, framed.length);
  }

  /** Whether bytes are a public key that signatures can be checked with. */
  public static boolean isKey(byte[] key) {
    return key.length == KEY_LENGTH && Ed25519.validatePublicKeyFull(key, 0);
  }

  public synchronized void destroy() {
    destroyed = true;
    Arrays.fill(secret, (byte) 0);
  }

  @Override
  public String toString() {
    return "RunSigningKey";
  }

  private static byte[] framed(String domain, byte[] message) {
    byte[] name = domain.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(PREFIX.length + 4 + name.length + message.length)
        .put(PREFIX)
        .putInt(name.length)
        .put(name)
        .put(message)
        .array();
  }
}
