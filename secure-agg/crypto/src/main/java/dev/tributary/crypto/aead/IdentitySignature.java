package dev.tributary.crypto.aead;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;

/**
 * ECDSA over P-256 with SHA-256 (FIPS 186-5) by a party's identity key. The domain is part of what
 * is signed, so a signature for one purpose is worth nothing for another. Stateless, thread-safe.
 */
public final class IdentitySignature {
  /** Longest DER signature over P-256. */
  public static final int MAX_LENGTH = 72;

  private static final int FIELD_BITS = 256;
  private static final byte[] PREFIX = "tributary/signature/1".getBytes(StandardCharsets.UTF_8);

  private IdentitySignature() {}

  /**
   * @param domain the purpose, such as {@code introduction}
   */
  public static byte[] sign(PrivateKey key, String domain, byte[] message) {
    requireCurve(key);
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key);
      signature.update(framed(domain));
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("signing failed", e);
    }
  }

  /** False for anything that is not this key's signature of this message in this domain. */
  public static boolean verify(PublicKey key, String domain, byte[] message, byte[] signature) {
    if (!(key instanceof ECKey ec)
        || ec.getParams().getCurve().getField().getFieldSize() != FIELD_BITS) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance("SHA256withECDSA");
      verifier.initVerify(key);
      verifier.update(framed(domain));
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static byte[] framed(String domain) {
    byte[] name = domain.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(PREFIX.length + 4 + name.length)
        .put(PREFIX)
        .putInt(name.length)
        .put(name)
        .array();
  }

  private static void requireCurve(PrivateKey key) {
    if (!(key instanceof ECKey ec)
        || ec.getParams().getCurve().getField().getFieldSize() != FIELD_BITS) {
      throw new IllegalArgumentException("identity key must be an EC key on P-256");
    }
  }
}
