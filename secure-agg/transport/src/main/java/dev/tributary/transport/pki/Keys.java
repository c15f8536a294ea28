package dev.tributary.transport.pki;

import dev.tributary.protocol.FederationException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** EC P-256 keys in PKCS #8. */
final class Keys {
  private Keys() {}

  static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static PrivateKey parse(String pem, String source) {
    byte[] der = PemFiles.blocks(pem, PemFiles.PRIVATE_KEY, source).get(0);
    try {
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException e) {
      throw FederationException.user(
          "%s holds no EC private key in PKCS #8, as `pki request` makes it", source);
    }
  }

  /** An EC public key from its SubjectPublicKeyInfo. */
  static PublicKey publicKey(byte[] der) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
  }
}
