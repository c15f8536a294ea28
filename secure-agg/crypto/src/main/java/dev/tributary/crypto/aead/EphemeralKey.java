package dev.tributary.crypto.aead;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.bouncycastle.math.ec.rfc7748.X25519;

/**
 * A fresh X25519 key for one run, RFC 7748. Agrees once with each peer; {@link #destroy} ends it,
 * so that the run's keys cannot be recomputed later. Thread-safe.
 */
public final class EphemeralKey {
  /** Bytes of a public key and of an agreed secret. */
  public static final int LENGTH = X25519.POINT_SIZE;

  private final byte[] secret = new byte[X25519.SCALAR_SIZE];
  private final byte[] publicKey = new byte[LENGTH];
  private final Set<String> used = new HashSet<>();
  private boolean destroyed;

  /** Draws a key from the system's randomness. */
  public EphemeralKey() {
    X25519.generatePrivateKey(new SecureRandom(), secret);
    X25519.generatePublicKey(secret, 0, publicKey, 0);
  }

  EphemeralKey(byte[] knownSecret) {
    System.arraycopy(knownSecret, 0, secret, 0, secret.length);
    X25519.generatePublicKey(secret, 0, publicKey, 0);
  }

  public byte[] publicKey() {
    return publicKey.clone();
  }

  /**
   * The secret shared with the owner of {@code peer}, to be put through HKDF.
   *
   * @throws IllegalArgumentException if the key has the wrong length or small order
   * @throws IllegalStateException if this key was destroyed, or agreed with this peer before
   */
  public synchronized byte[] agree(byte[] peer) {
    if (peer.length != LENGTH) {
      throw new IllegalArgumentException(
          "public key must be 32 bytes. Provided value: " + peer.length);
    }
    if (destroyed || !used.add(HexFormat.of().formatHex(peer))) {
      throw new IllegalStateException("an ephemeral key agrees once with each peer");
    }
    byte[] shared = new byte[LENGTH];
    if (!X25519.calculateAgreement(secret, 0, peer, 0, shared, 0)) {
      throw new IllegalArgumentException("public key must not have small order");
    }
    return shared;
  }

  public synchronized void destroy() {
    destroyed = true;
    Arrays.fill(secret, (byte) 0);
  }

  @Override
  public String toString() {
    return "EphemeralKey";
  }
}
