package dev.tributary.crypto.aead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RunSigningKeyTest {
  private static final byte[] MESSAGE = "who survived".getBytes(StandardCharsets.UTF_8);

  /** RFC 8032, section 7.1, TEST 1. */
  private static final String SECRET =
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

  private static final String PUBLIC =
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

  @Test
  void thePublicKeyIsThatOfTheStandard() {
    assertThat(new RunSigningKey(hex(SECRET)).publicKey()).isEqualTo(hex(PUBLIC));
  }

  /** The JDK's own Ed25519 accepts it, over the frame written out by hand. */
  @Test
  void signaturesAreEd25519OfTheFramedMessage() throws Exception {
    byte[] signature = new RunSigningKey(hex(SECRET)).sign("survivors", MESSAGE);
    ByteArrayOutputStream framed = new ByteArrayOutputStream();
    framed.writeBytes("tributary/run-signature/1".getBytes(StandardCharsets.UTF_8));
    framed.writeBytes(new byte[] {0, 0, 0, 9});
    framed.writeBytes("survivors".getBytes(StandardCharsets.UTF_8));
    framed.writeBytes(MESSAGE);
    PublicKey key =
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(hex("302a300506032b6570032100" + PUBLIC)));
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(key);
    verifier.update(framed.toByteArray());
    assertThat(verifier.verify(signature)).isTrue();
  }

  @Test
  void aSignatureHoldsForItsKeyDomainAndMessageOnly() {
    RunSigningKey key = new RunSigningKey();
    byte[] signature = key.sign("survivors", MESSAGE);
    assertThat(signature).hasSize(RunSigningKey.LENGTH);
    assertThat(RunSigningKey.verify(key.publicKey(), "survivors", MESSAGE, signature)).isTrue();
    assertThat(RunSigningKey.verify(key.publicKey(), "survivor", MESSAGE, signature)).isFalse();
    assertThat(RunSigningKey.verify(key.publicKey(), "survivors", new byte[0], signature))
        .isFalse();
    assertThat(
            RunSigningKey.verify(new RunSigningKey().publicKey(), "survivors", MESSAGE, signature))
        .isFalse();
    signature[3] ^= 1;
    assertThat(RunSigningKey.verify(key.publicKey(), "survivors", MESSAGE, signature)).isFalse();
    assertThat(RunSigningKey.verify(key.publicKey(), "survivors", MESSAGE, new byte[63])).isFalse();
    assertThat(RunSigningKey.verify(new byte[31], "survivors", MESSAGE, signature)).isFalse();
  }

  @Test
  void tellsKeysFromOtherBytes() {
    assertThat(RunSigningKey.isKey(new RunSigningKey().publicKey())).isTrue();
    byte[] identity = new byte[32];
    identity[0] = 1;
    assertThat(RunSigningKey.isKey(identity)).isFalse();
    assertThat(RunSigningKey.isKey(Arrays.copyOf(hex(PUBLIC), 31))).isFalse();
  }

  @Test
  void aDestroyedKeySignsNothing() {
    RunSigningKey key = new RunSigningKey();
    key.destroy();
    assertThatThrownBy(() -> key.sign("survivors", MESSAGE))
        .isInstanceOf(IllegalStateException.class);
    assertThat(key).hasToString("RunSigningKey");
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
