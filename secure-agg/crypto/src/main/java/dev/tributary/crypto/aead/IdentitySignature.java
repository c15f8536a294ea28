package dev.tributary.crypto.aead;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;

/**
 * ECDSA over P-256 with SHA-256 (FIPS 186-5) by a party's identity key. The domain is part of what
 * is signed, so a signature for one purpose is worth nothing for another. Stateless, thread-safe.
 *
 * <p>Every message has one, and Bouncy Castle signs and verifies in a third of the time that the
 * JDK's provider takes in version 17. Its arithmetic with numbers below the curve's order is not
 * constant time: do not sign beside an enemy on one processor.
 */
public final class IdentitySignature {
  /** Longest DER signature over P-256. */
  public static final int MAX_LENGTH = 72;

  private static final ECDomainParameters P256 =
      new ECDomainParameters(CustomNamedCurves.getByName("secp256r1"));
  private static final byte[] PREFIX = "tributary/signature/1".getBytes(StandardCharsets.UTF_8);

  private IdentitySignature() {}

  /**
   * @param domain the purpose, such as {@code introduction}
   */
  public static byte[] sign(PrivateKey key, String domain, byte[] message) {
    if (!(key instanceof ECPrivateKey secret) || !isOnCurve(secret)) {
      throw new IllegalArgumentException("identity key must be an EC key on P-256");
    }
    CipherParameters parameters =
        new ParametersWithRandom(
            new ECPrivateKeyParameters(secret.getS(), P256), new SecureRandom());
    return signer(true, parameters, domain, message).generateSignature();
  }

  /** False for anything that is not this key's signature of this message in this domain. */
  public static boolean verify(PublicKey key, String domain, byte[] message, byte[] signature) {
    if (!(key instanceof ECPublicKey known) || !isOnCurve(known)) {
      return false;
    }
    ECPoint at = known.getW();
    try {
      CipherParameters parameters =
          new ECPublicKeyParameters(
              P256.getCurve().createPoint(at.getAffineX(), at.getAffineY()), P256);
      return signer(false, parameters, domain, message).verifySignature(signature);
    } catch (IllegalArgumentException e) {
      return false; // a key that is no point of the curve
    }
  }

  private static DSADigestSigner signer(
      boolean signs, CipherParameters key, String domain, byte[] message) {
    DSADigestSigner signer = new DSADigestSigner(new ECDSASigner(), new SHA256Digest());
    signer.init(signs, key);
    byte[] name = domain.getBytes(StandardCharsets.UTF_8);
    signer.update(PREFIX, 0, PREFIX.length);
    signer.update(ByteBuffer.allocate(4).putInt(name.length).array(), 0, 4);
    signer.update(name, 0, name.length);
    signer.update(message, 0, message.length);
    return signer;
  }

  private static boolean isOnCurve(ECKey key) {
    return key.getParams().getOrder().equals(P256.getN());
  }
}
