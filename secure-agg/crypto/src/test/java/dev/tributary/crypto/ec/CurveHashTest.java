package dev.tributary.crypto.ec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.bouncycastle.math.ec.rfc7748.X25519Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurveHashTest {
  private static final String TAG = "QUUX-V01-CS02-with-curve25519_XMD:SHA-512_ELL2_NU_";

  /** RFC 9380, J.4.2: message, u, Q.x and P.x; a trailing {@code *n} repeats the last letter. */
  @ParameterizedTest
  @CsvSource({
    "'',608d892b641f0328523802a6603427c26e55e6f27e71a91a478148d45b5093cd,"
        + "51125222da5e763d97f3c10fcc92ea6860b9ccbbd2eb1285728f566721c1e65b,"
        + "1bb913f0c9daefa0b3375378ffa534bda5526c97391952a7789eb976edfe4d08",
    "abc,46f5b22494bfeaa7f232cc8d054be68561af50230234d7d1d63d1d9abeca8da5,"
        + "7d56d1e08cb0ccb92baf069c18c49bb5a0dcd927eff8dcf75ca921ef7f3e6eeb,"
        + "7c22950b7d900fa866334262fcaea47a441a578df43b894b4625c9b450f9a026",
    "abcdef0123456789,235fe40c443766ce7e18111c33862d66c3b33267efa50d50f9e8e5d252a40aaa,"
        + "3fbe66b9c9883d79e8407150e7c2a1c8680bee496c62fabe4619a72b3cabe90f,"
        + "31ad08a8b0deeb2a4d8b0206ca25f567ab4e042746f792f4b7973f3ae2096c52",
    "q128_q*128,001e92a544463bda9bd04ddbe3d6eed248f82de32f522669efc5ddce95f46f5b,"
        + "227e0bb89de700385d19ec40e857db6e6a3e634b1c32962f370d26f84ff19683,"
        + "027877759d155b1997d0d84683a313eb78bdb493271d935b622900459d52ceaa",
    "a512_a*512,1a68a1af9f663592291af987203393f707305c7bac9c8d63d6a729bdc553dc19,"
        + "3bcd651ee54d5f7b6013898aab251ee8ecc0688166fce6e9548d38472f6bd196,"
        + "5fd892c0958d1a75f54c3182a18d286efab784e774d1e017ba2fb252998b5dc1",
  })
  void matchesThePublishedVectors(String message, String u, String q, String p) {
    CurveHash hash = new CurveHash(TAG.getBytes(US_ASCII));
    byte[] bytes = expand(message).getBytes(US_ASCII);
    assertThat(ReferenceCurve.decode(hash.field(bytes))).isEqualTo(new BigInteger(u, 16));
    BigInteger point = ReferenceCurve.decode(hash.hash(bytes));
    assertThat(point).isEqualTo(new BigInteger(q, 16));
    assertThat(ReferenceCurve.multiply(BigInteger.valueOf(8), point))
        .isEqualTo(new BigInteger(p, 16));
  }

  @Test
  void agreesWithTheDefinitionAndStaysOnTheCurve() {
    long seed = 20_261_124L;
    Random random = new Random(seed);
    CurveHash hash = new CurveHash(new byte[] {'t'});
    for (int i = 0; i < 300; i++) {
      byte[] message = new byte[random.nextInt(200)];
      random.nextBytes(message);
      BigInteger point = ReferenceCurve.decode(hash.hash(message));
      assertThat(point)
          .as("seed %d, draw %d", seed, i)
          .isEqualTo(ReferenceCurve.elligator2(ReferenceCurve.decode(hash.field(message))));
      assertThat(ReferenceCurve.side(point)).isEqualTo(1);
    }
  }

  /** Half of all expansions have bit 255, which the published messages happen to be without. */
  @Test
  void theFieldElementIsTheWholeExpansionModuloP() {
    byte[] tag = new byte[255];
    CurveHash hash = new CurveHash(tag);
    byte[] expanded = new byte[48];
    for (int i = 0; i < 50; i++) {
      byte[] message = {(byte) i};
      new ExpandMessageXmd(tag).expand(message, expanded);
      assertThat(ReferenceCurve.decode(hash.field(message)))
          .as("message %d", i)
          .isEqualTo(new BigInteger(1, expanded).mod(ReferenceCurve.P));
    }
  }

  @Test
  void mapsTheExceptionalFieldElements() {
    Elligator2 elligator = new Elligator2();
    for (BigInteger t :
        new BigInteger[] {
          BigInteger.ZERO, BigInteger.ONE, ReferenceCurve.P.subtract(BigInteger.ONE)
        }) {
      int[] element = Elligator2.element();
      X25519Field.decode255(ReferenceCurve.encode(t), element);
      elligator.map(element, element);
      byte[] u = new byte[32];
      X25519Field.encode(element, u);
      assertThat(ReferenceCurve.decode(u)).isEqualTo(ReferenceCurve.elligator2(t));
    }
  }

  @Test
  void separatesDomains() {
    byte[] message = {1, 2, 3};
    assertThat(new CurveHash(new byte[] {'a'}).hash(message))
        .isNotEqualTo(new CurveHash(new byte[] {'b'}).hash(message));
  }

  @Test
  void refusesTagsOutsideTheRange() {
    assertThatThrownBy(() -> new CurveHash(new byte[0])).hasMessageContaining("1 to 255");
    assertThatThrownBy(() -> new CurveHash(new byte[256])).hasMessageContaining("256");
  }

  private static String expand(String message) {
    int star = message.indexOf('*');
    return star < 0
        ? message
        : message.substring(0, star - 1)
            + message
                .substring(star - 1, star)
                .repeat(Integer.parseInt(message.substring(star + 1)));
  }
}
