package dev.tributary.transport.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {
  private static final PartyId LENDER = new PartyId("lender");
  private static final PartyId BUREAU = new PartyId("bureau");
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private Path folder;
  private CertificateAuthority ca;

  @BeforeEach
  void init() {
    ca = CertificateAuthority.init(folder, "test federation");
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(FederationException.class)
        .hasMessageContaining(message)
        .extracting(FederationException::codeOf)
        .isEqualTo(ErrorCode.USER);
  }

  @Test
  void certifiesTheKeyThatWasMadeForTheRequest() {
    Fingerprint requested = CertificateRequests.create(folder, LENDER, List.of());

    assertThat(ca.sign(file("lender.csr"), LENDER, List.of(), DAY, file("lender.crt")))
        .isEqualTo(requested);
    Identity identity = Identity.load(file("lender.crt"), file("lender.key"), file("ca.crt"));
    assertThat(identity.party()).isEqualTo(LENDER);
    assertThat(identity.fingerprint()).isEqualTo(requested);
  }

  @Test
  void aSecretIsOfOneKeyAndOnePurpose() {
    CertificateRequests.create(folder, LENDER, List.of());
    CertificateRequests.create(folder, BUREAU, List.of());
    ca.sign(file("lender.csr"), LENDER, List.of(), DAY, file("lender.crt"));
    ca.sign(file("bureau.csr"), BUREAU, List.of(), DAY, file("bureau.crt"));
    Identity identity = Identity.load(file("lender.crt"), file("lender.key"), file("ca.crt"));
    Identity again = Identity.load(file("lender.crt"), file("lender.key"), file("ca.crt"));
    Identity other = Identity.load(file("bureau.crt"), file("bureau.key"), file("ca.crt"));

    assertThat(identity.secret("a").length()).isEqualTo(32);
    assertThat(identity.secret("a")).isEqualTo(again.secret("a"));
    assertThat(identity.secret("a")).isNotEqualTo(identity.secret("b"));
    assertThat(identity.secret("a")).isNotEqualTo(other.secret("a"));
  }

  @Test
  void admitsNobodyUnderAnotherName() {
    CertificateRequests.create(folder, LENDER, List.of());

    refused(
        () -> ca.sign(file("lender.csr"), BUREAU, List.of(), DAY, file("b.crt")),
        "not for 'CN=bureau'");
    assertThat(file("b.crt")).doesNotExist();
  }

  @Test
  void anAggregatorsCertificateIsNoPartys() {
    List<String> hosts = List.of("localhost", "127.0.0.1", "::1");
    CertificateRequests.create(folder, LENDER, hosts);
    ca.sign(file("lender.csr"), LENDER, hosts, DAY, file("lender.crt"));

    assertThat(CertificateFile.read(file("lender.crt")).lines())
        .contains("use          aggregator at localhost, 127.0.0.1, 0:0:0:0:0:0:0:1");
    Identity identity = Identity.load(file("lender.crt"), file("lender.key"), file("ca.crt"));
    refused(identity::party, "is not a party's");
  }

  @Test
  void aRequestThatNamesHostsIsSignedForExactlyThese() {
    CertificateRequests.create(folder, LENDER, List.of("relay.example", "10.0.0.7"));
    for (List<String> meant :
        List.of(
            List.<String>of(),
            List.of("relay.example"),
            List.of("10.0.0.7"),
            List.of("relay.example", "10.0.0.8"),
            List.of("relay.example", "10.0.0.7", "other.example"))) {
      refused(
          () -> ca.sign(file("lender.csr"), LENDER, meant, DAY, file("r.crt")),
          "is an aggregator's, for the hosts relay.example, 10.0.0.7, and --host names "
              + (meant.isEmpty() ? "none" : String.join(", ", meant)));
    }
    assertThat(file("r.crt")).doesNotExist();

    ca.sign(
        file("lender.csr"),
        LENDER,
        List.of("10.0.0.7", "Relay.Example", "relay.example"),
        DAY,
        file("r.crt"));
    assertThat(CertificateFile.read(file("r.crt")).lines())
        .contains("use          aggregator at 10.0.0.7, relay.example");
  }

  @Test
  void aPartysRequestGivesNoServersCertificate() {
    CertificateRequests.create(folder, LENDER, List.of());

    refused(
        () -> ca.sign(file("lender.csr"), LENDER, List.of("localhost"), DAY, file("l.crt")),
        "is a party's, it names no host");
    assertThat(file("l.crt")).doesNotExist();
  }

  @Test
  void aHostIsANameOrAnAddress() {
    for (String wrong : List.of("*.example", "a b", "1.2.3.4.5", "x:y", "")) {
      refused(
          () -> CertificateRequests.create(folder, LENDER, List.of(wrong)),
          "'" + wrong + "' is neither a host name nor an IP address");
      refused(
          () -> ca.sign(file("none.csr"), LENDER, List.of(wrong), DAY, file("l.crt")),
          "'" + wrong + "' is neither a host name nor an IP address");
    }
    CertificateRequests.create(folder, LENDER, List.of("bücher.example"));
    ca.sign(file("lender.csr"), LENDER, List.of("xn--bcher-kva.example"), DAY, file("l.crt"));
  }

  @Test
  void aRequestCannotAskForMoreThanHosts() throws Exception {
    Extension authority =
        new Extension(Extension.basicConstraints, true, new BasicConstraints(true).getEncoded());
    byte[] der = request(Keys.generate(), "SHA256withECDSA", authority);

    refused(() -> sign(der), "asks for more than hosts ([2.5.29.19])");
  }

  @Test
  void onlyTheOwnerMayReadAKey() throws IOException {
    CertificateRequests.create(folder, LENDER, List.of());
    ca.sign(file("lender.csr"), LENDER, List.of(), DAY, file("lender.crt"));
    for (String key : List.of("ca.key", "lender.key")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(key))))
          .isEqualTo("rw-------");
      Files.setPosixFilePermissions(file(key), PosixFilePermissions.fromString("rw-r-----"));
    }

    refused(
        () -> Identity.load(file("lender.crt"), file("lender.key"), file("ca.crt")), "chmod 600");
    refused(() -> CertificateAuthority.load(folder), "chmod 600");
  }

  @Test
  void keyAndCertificateMustBelongTogether() {
    for (PartyId party : List.of(LENDER, BUREAU)) {
      CertificateRequests.create(folder, party, List.of());
    }
    ca.sign(file("lender.csr"), LENDER, List.of(), DAY, file("lender.crt"));

    refused(
        () -> Identity.load(file("lender.crt"), file("bureau.key"), file("ca.crt")),
        "does not belong to certificate");
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    CertificateRequests.create(folder, LENDER, List.of());
    byte[] key = Files.readAllBytes(file("lender.key"));

    refused(() -> CertificateRequests.create(folder, LENDER, List.of()), "is not overwritten");
    refused(() -> CertificateAuthority.init(folder, "another"), "is not overwritten");
    assertThat(file("lender.key")).hasBinaryContent(key);
  }

  @Test
  void refusesRequestsThatTheirKeyDidNotSign() throws Exception {
    Path foreign = Files.createDirectory(file("foreign"));
    CertificateRequests.create(foreign, LENDER, List.of());
    byte[] der =
        PemFiles.blocks(Files.readString(foreign.resolve("lender.csr")), PemFiles.REQUEST, "csr")
            .get(0);
    der[der.length - 1] ^= 1;
    refused(() -> sign(der), "not a certificate request");

    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    byte[] other = request(rsa.generateKeyPair(), "SHA256withRSA", hosts(new byte[0]));
    refused(() -> sign(other), "not a certificate request");
    refused(() -> sign(new byte[] {1, 2, 3}), "not a certificate request");
  }

  @Test
  void refusesHostsThatAreNone() throws Exception {
    byte[] der = request(Keys.generate(), "SHA256withECDSA", hosts(new byte[] {1, 2, 3}));

    refused(() -> sign(der), "names hosts that cannot be read");
  }

  private void sign(byte[] request) throws IOException {
    Path csr = Files.writeString(file("other.csr"), PemFiles.text(PemFiles.REQUEST, request));
    ca.sign(csr, LENDER, List.of(), DAY, file("other.crt"));
  }

  private static Extension hosts(byte[] value) {
    return new Extension(Extension.subjectAlternativeName, false, new DEROctetString(value));
  }

  /** A signed request for the lender, with an extension. */
  private static byte[] request(KeyPair pair, String algorithm, Extension extension)
      throws Exception {
    PKCS10CertificationRequestBuilder builder =
        new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=lender"), pair.getPublic());
    builder.addAttribute(
        PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, new Extensions(extension));
    return builder
        .build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate()))
        .getEncoded();
  }
}
