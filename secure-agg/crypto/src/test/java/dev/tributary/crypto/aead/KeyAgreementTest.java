package dev.tributary.crypto.aead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.crypto.random.Hkdf;
import java.lang.reflect.Field;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

class KeyAgreementTest {
  private static final HexFormat HEX = HexFormat.of();

  /** RFC 5869, appendix A.1. */
  @Test
  void hkdfKnownAnswer() {
    assertThat(
            Hkdf.derive(
                HEX.parseHex("0b".repeat(22)),
                HEX.parseHex("000102030405060708090a0b0c"),
                HEX.parseHex("f0f1f2f3f4f5f6f7f8f9"),
                42))
        .isEqualTo(
            HEX.parseHex(
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
                    + "34007208d5b887185865"));
  }

  @Test
  void hkdfRefusesEmptySecretAndBadLength() {
    assertThatThrownBy(() -> Hkdf.derive(new byte[0], new byte[0], new byte[0], 32))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Hkdf.derive(new byte[1], new byte[0], new byte[0], 8161))
        .hasMessageContaining("Provided value: 8161");
    assertThatThrownBy(() -> Hkdf.derive(new byte[1], new byte[0], new byte[0], 0))
        .hasMessageContaining("Provided value: 0");
    assertThat(Hkdf.derive(new byte[1], new byte[0], new byte[0], 8160)).hasSize(8160);
    assertThat(Hkdf.derive(new byte[1], new byte[0], new byte[0], 1)).hasSize(1);
  }

  /** RFC 7748, section 6.1. */
  @Test
  void x25519KnownAnswer() {
    EphemeralKey bob =
        new EphemeralKey(
            HEX.parseHex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"));
    assertThat(bob.publicKey())
        .isEqualTo(
            HEX.parseHex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"));
    assertThat(
            bob.agree(
                HEX.parseHex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")))
        .isEqualTo(
            HEX.parseHex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"));
  }

  @Test
  void bothSidesAgreeOnceEach() {
    EphemeralKey one = new EphemeralKey();
    EphemeralKey other = new EphemeralKey();
    assertThat(one.agree(other.publicKey())).isEqualTo(other.agree(one.publicKey()));
    assertThatThrownBy(() -> one.agree(other.publicKey()))
        .isInstanceOf(IllegalStateException.class);
    one.destroy();
    assertThatThrownBy(() -> one.agree(new EphemeralKey().publicKey()))
        .isInstanceOf(IllegalStateException.class);
  }

  /** A key that is never drawn is the same for every run and known to everybody. */
  @Test
  void everyKeyIsDrawn() {
    byte[] undrawn = new EphemeralKey(new byte[32]).publicKey();
    byte[] one = new EphemeralKey().publicKey();
    assertThat(one).isNotEqualTo(new EphemeralKey().publicKey()).isNotEqualTo(undrawn);
    assertThat(one).isNotEqualTo(new byte[32]);
  }

  @Test
  void theKeyIsWipedAndPrintsNothing() throws Exception {
    EphemeralKey key = new EphemeralKey();
    byte[] shown = key.publicKey();
    key.publicKey()[0] ^= 1;
    assertThat(key.publicKey()).isEqualTo(shown);
    key.destroy();
    Field secret = EphemeralKey.class.getDeclaredField("secret");
    secret.setAccessible(true);
    assertThat((byte[]) secret.get(key)).containsOnly(0);
    assertThat(key).hasToString("EphemeralKey");
  }

  @Test
  void refusesSmallOrderAndShortKeys() {
    EphemeralKey key = new EphemeralKey();
    assertThatThrownBy(() -> key.agree(new byte[32])).isInstanceOf(IllegalArgumentException.class);
    byte[] one = new byte[32];
    one[0] = 1;
    assertThatThrownBy(() -> key.agree(one)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> key.agree(new byte[31])).hasMessageContaining("must be 32 bytes");
    assertThatThrownBy(() -> key.agree(new byte[33])).hasMessageContaining("must be 32 bytes");
  }

  /** RFC 6979, appendix A.2.5: the provider verifies the published signature of "sample". */
  @Test
  void ecdsaKnownAnswer() throws Exception {
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    ECPoint point =
        new ECPoint(
            new BigInteger("60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6", 16),
            new BigInteger("7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299", 16));
    PublicKey key =
        KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
    byte[] der =
        new DERSequence(
                new ASN1Integer[] {
                  new ASN1Integer(
                      new BigInteger(
                          "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716", 16)),
                  new ASN1Integer(
                      new BigInteger(
                          "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8", 16))
                })
            .getEncoded();
    Signature verifier = Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(key);
    verifier.update("sample".getBytes(StandardCharsets.UTF_8));
    assertThat(verifier.verify(der)).isTrue();
  }

  @Test
  void signatureHoldsForItsKeyDomainAndMessageOnly() throws Exception {
    KeyPair pair = pair("secp256r1");
    byte[] message = {1, 2, 3};
    byte[] signature = IdentitySignature.sign(pair.getPrivate(), "a", message);
    assertThat(IdentitySignature.verify(pair.getPublic(), "a", message, signature)).isTrue();
    assertThat(IdentitySignature.verify(pair.getPublic(), "b", message, signature)).isFalse();
    assertThat(IdentitySignature.verify(pair.getPublic(), "a", new byte[] {1}, signature))
        .isFalse();
    assertThat(IdentitySignature.verify(pair("secp256r1").getPublic(), "a", message, signature))
        .isFalse();
    assertThat(IdentitySignature.verify(pair.getPublic(), "a", message, new byte[3])).isFalse();
  }

  @Test
  void refusesOtherCurves() throws Exception {
    KeyPair pair = pair("secp384r1");
    assertThatThrownBy(() -> IdentitySignature.sign(pair.getPrivate(), "a", new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(IdentitySignature.verify(pair.getPublic(), "a", new byte[0], new byte[70]))
        .isFalse();
    // A good signature, but by a key of the wrong kind.
    byte[] good = signed(Signature.getInstance("SHA256withECDSA"), pair, 0, 0, 0, 1, 'a');
    assertThat(IdentitySignature.verify(pair.getPublic(), "a", new byte[0], good)).isFalse();
  }

  /** Of as many bits as P-256. */
  @Test
  void refusesOtherCurvesOfTheSameSize() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
    generator.initialize(new ECGenParameterSpec("secp256k1"));
    KeyPair pair = generator.generateKeyPair();
    assertThatThrownBy(() -> IdentitySignature.sign(pair.getPrivate(), "a", new byte[0]))
        .hasMessageContaining("P-256");
    Signature signer = Signature.getInstance("SHA256withECDSA", new BouncyCastleProvider());
    byte[] good = signed(signer, pair, 0, 0, 0, 1, 'a');
    assertThat(IdentitySignature.verify(pair.getPublic(), "a", new byte[0], good)).isFalse();
  }

  /** The JDK takes any two numbers for a point. */
  @Test
  void refusesPointsOffTheCurve() throws Exception {
    ECPublicKey key = (ECPublicKey) pair("secp256r1").getPublic();
    ECPoint off = new ECPoint(key.getW().getAffineX(), BigInteger.ONE);
    PublicKey lookalike =
        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(off, key.getParams()));
    assertThat(IdentitySignature.verify(lookalike, "a", new byte[0], new byte[70])).isFalse();
  }

  @Test
  void refusesKeysOfOtherKinds() throws Exception {
    KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    assertThatThrownBy(() -> IdentitySignature.sign(rsa.getPrivate(), "a", new byte[0]))
        .hasMessageContaining("P-256");
    assertThat(IdentitySignature.verify(rsa.getPublic(), "a", new byte[0], new byte[70])).isFalse();
  }

  /** The bytes that are signed: prefix, length of the domain, domain, message. */
  @Test
  void theDomainIsFramed() throws Exception {
    KeyPair pair = pair("secp256r1");
    byte[] signature = IdentitySignature.sign(pair.getPrivate(), "ab", new byte[] {'c'});
    Signature verifier = Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(pair.getPublic());
    verifier.update("tributary/signature/1".getBytes(StandardCharsets.UTF_8));
    verifier.update(new byte[] {0, 0, 0, 2, 'a', 'b', 'c'});
    assertThat(verifier.verify(signature)).isTrue();
    byte[] theirs =
        signed(Signature.getInstance("SHA256withECDSA"), pair, 0, 0, 0, 2, 'a', 'b', 'c');
    assertThat(IdentitySignature.verify(pair.getPublic(), "ab", new byte[] {'c'}, theirs)).isTrue();
    assertThat(IdentitySignature.verify(pair.getPublic(), "a", new byte[] {'b', 'c'}, signature))
        .isFalse();
  }

  /** What another library signs, behind the prefix. */
  private static byte[] signed(Signature signer, KeyPair pair, int... framed) throws Exception {
    signer.initSign(pair.getPrivate());
    signer.update("tributary/signature/1".getBytes(StandardCharsets.UTF_8));
    for (int octet : framed) {
      signer.update((byte) octet);
    }
    return signer.sign();
  }

  private static KeyPair pair(String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }
}
