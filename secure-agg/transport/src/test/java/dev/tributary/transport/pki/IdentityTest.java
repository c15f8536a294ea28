package dev.tributary.transport.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.crypto.aead.IdentitySignature;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of keys and certificates that are not what they should be. */
class IdentityTest {
  private static final PartyId LENDER = new PartyId("lender");

  @TempDir private Path folder;
  private CertificateAuthority ca;

  @BeforeEach
  void certify() {
    ca = CertificateAuthority.init(folder, "test federation");
    certify(LENDER, Duration.ofDays(1));
  }

  private void certify(PartyId party, Duration validity) {
    CertificateRequests.create(folder, party, List.of());
    ca.sign(file(party + ".csr"), party, List.of(), validity, file(party + ".crt"));
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private Identity load() {
    return Identity.load(file("lender.crt"), file("lender.key"), file("ca.crt"));
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(FederationException.class)
        .hasMessageContaining(message)
        .extracting(FederationException::codeOf)
        .isEqualTo(ErrorCode.USER);
  }

  @Test
  void holdsWhatTheFilesHold() throws IOException {
    Identity identity = load();

    assertThat(identity).hasToString("Identity[CN=lender]");
    assertThat(identity.trust()).hasSize(1);
    assertThat(identity.trust().get(0)).isEqualTo(ca.certificate());
    assertThat(identity.certificatePem()).isEqualTo(Files.readAllBytes(file("lender.crt")));
    assertThat(identity.keyPem()).isEqualTo(Files.readAllBytes(file("lender.key")));
    assertThat(identity.trustPem()).isEqualTo(Files.readAllBytes(file("ca.crt")));
    byte[] signature = identity.sign("purpose", new byte[] {1});
    assertThat(
            IdentitySignature.verify(
                identity.certificate().getPublicKey(), "purpose", new byte[] {1}, signature))
        .isTrue();
  }

  @Test
  void aKeyThatOthersMayReadOrWriteIsRefused() throws IOException {
    for (String mode :
        List.of("rw-r-----", "rw--w----", "rw---x---", "rw----r--", "rw-----w-", "rw------x")) {
      Files.setPosixFilePermissions(file("lender.key"), PosixFilePermissions.fromString(mode));
      refused(
          this::load,
          "may be read or written by others (" + mode + "): run `chmod 600 " + file("lender.key"));
    }
    for (String mode : List.of("rw-------", "r--------", "rwx------")) {
      Files.setPosixFilePermissions(file("lender.key"), PosixFilePermissions.fromString(mode));
      assertThat(load().party()).isEqualTo(LENDER);
    }
  }

  @Test
  void whatIsMissingOrNoPemIsNamed() throws IOException {
    refused(
        () -> Identity.load(file("none.crt"), file("lender.key"), file("ca.crt")),
        "file " + file("none.crt") + " does not exist");
    refused(
        () -> Identity.load(file("lender.crt"), file("none.key"), file("ca.crt")),
        "file " + file("none.key") + " does not exist");
    refused(
        () -> Identity.load(file("lender.key"), file("lender.key"), file("ca.crt")),
        file("lender.key") + " holds no CERTIFICATE block");
    Files.writeString(file("text.crt"), "-----BEGIN CERTIFICATE-----\nnot base 64\n");
    refused(
        () -> Identity.load(file("text.crt"), file("lender.key"), file("ca.crt")),
        file("text.crt") + " is not a PEM file");
    Files.writeString(
        file("bytes.crt"), PemFiles.text(PemFiles.CERTIFICATE, new byte[] {0x30, 1, 0}));
    refused(
        () -> Identity.load(file("bytes.crt"), file("lender.key"), file("ca.crt")),
        file("bytes.crt") + " holds a broken certificate");
    refused(() -> Identity.load(folder, file("lender.key"), file("ca.crt")), "cannot be read");
    Files.write(file("large.crt"), new byte[(1 << 20) + 1]);
    refused(
        () -> Identity.load(file("large.crt"), file("lender.key"), file("ca.crt")),
        file("large.crt") + " is larger than any PEM file");
    Files.write(file("large.crt"), new byte[1 << 20]);
    refused(
        () -> Identity.load(file("large.crt"), file("lender.key"), file("ca.crt")),
        "holds no CERTIFICATE block");
  }

  @Test
  void aKeyIsAnEcKey() throws IOException {
    PemFiles.writePrivate(
        file("other.key"), PemFiles.text(PemFiles.PRIVATE_KEY, new byte[] {0x30, 0}));
    refused(
        () -> Identity.load(file("lender.crt"), file("other.key"), file("ca.crt")),
        file("other.key") + " holds no EC private key in PKCS #8");
  }

  @Test
  void aCertificateIsOfItsTimeAndAuthority() throws IOException {
    X509Certificate certificate = load().certificate();
    List<X509Certificate> trust = List.of(ca.certificate());
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();

    assertThat(Certificates.problem(certificate, trust, from)).isEmpty();
    assertThat(Certificates.problem(certificate, trust, until)).isEmpty();
    assertThat(Certificates.problem(certificate, trust, from.minusSeconds(1)))
        .contains("is valid only from " + from + ": check this machine's clock");
    assertThat(Certificates.problem(certificate, trust, until.plusSeconds(1)))
        .contains("expired on " + until + ": renew it with `pki sign`");
    assertThat(from).isBefore(Instant.now().minusSeconds(290));
    assertThat(Duration.between(from, until)).isEqualTo(Duration.ofDays(1).plusMinutes(5));

    CertificateAuthority other =
        CertificateAuthority.init(Files.createDirectory(file("elsewhere")), "test federation");
    assertThat(Certificates.problem(certificate, List.of(other.certificate()), Instant.now()))
        .contains("was not issued by the trusted CA (CN=test federation)");
    assertThat(
            Certificates.problem(
                certificate, List.of(other.certificate(), ca.certificate()), Instant.now()))
        .isEmpty();
    refused(
        () -> Identity.load(file("lender.crt"), file("lender.key"), file("elsewhere/ca.crt")),
        "certificate " + file("lender.crt") + " was not issued by the trusted CA");
  }

  @Test
  void anExpiredCertificateIsNotLoaded() {
    PartyId late = new PartyId("late");
    certify(late, Duration.ofMinutes(-1));

    refused(() -> Identity.load(file("late.crt"), file("late.key"), file("ca.crt")), "expired on ");
  }

  /** Also what is over by now was once in order: a log of last year can be checked. */
  @Test
  void aCertificateIsCheckedForTheMomentThatIsAskedAbout() {
    PartyId late = new PartyId("late");
    certify(late, Duration.ofMinutes(-1));
    X509Certificate expired = Certificates.parse(PemFiles.read(file("late.crt")), "late").get(0);
    Instant before = expired.getNotAfter().toInstant().minusSeconds(60);

    assertThat(Certificates.problem(expired, List.of(ca.certificate()), before)).isEmpty();
    assertThat(Certificates.problem(expired, List.of(ca.certificate()), Instant.now())).isPresent();
  }

  /** A member of the federation is no CA: what it signs is believed by nobody. */
  @Test
  void aPartyCertifiesNobody() throws Exception {
    CertificateRequests.create(file("own"), new PartyId("clinic"), List.of());
    X509Certificate lender = load().certificate();
    X509Certificate forged =
        Certificates.fromDer(
                new JcaX509v3CertificateBuilder(
                        lender,
                        BigInteger.ONE,
                        lender.getNotBefore(),
                        lender.getNotAfter(),
                        new X500Name("CN=clinic"),
                        Keys.generate().getPublic())
                    .addExtension(
                        Extension.extendedKeyUsage,
                        false,
                        new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
                    .build(
                        new JcaContentSignerBuilder("SHA256withECDSA")
                            .build(Keys.parse(Files.readString(file("lender.key")), "key")))
                    .getEncoded())
            .orElseThrow();

    assertThat(Certificates.problem(forged, List.of(ca.certificate()), Instant.now())).isPresent();
    assertThat(lender.getBasicConstraints()).isEqualTo(-1);
    assertThat(lender.getKeyUsage()).startsWith(true, false);
    assertThat(lender.getKeyUsage()[5]).as("keyCertSign").isFalse();
    assertThat(ca.certificate().getBasicConstraints()).isZero();
    assertThat(ca.certificate().getKeyUsage()[5]).isTrue();
    assertThat(ca.certificate().getCriticalExtensionOIDs()).contains("2.5.29.19", "2.5.29.15");
    assertThat(lender.getCriticalExtensionOIDs()).contains("2.5.29.19", "2.5.29.15");
  }

  @Test
  void whoACertificateNamesIsItsWholeSubject() throws Exception {
    for (String subject :
        List.of("CN=Lender", "CN=lender,O=x", "O=lender", "CN=lender x", "CN=" + "x".repeat(64))) {
      assertThat(Certificates.party(selfSigned(subject))).as(subject).isEmpty();
    }
    assertThat(Certificates.party(selfSigned("CN=lender"))).contains(LENDER);
    // Without a purpose it is nobody's.
    assertThat(Certificates.forParty(selfSigned("CN=lender"))).isFalse();
    assertThat(Certificates.forParty(load().certificate())).isTrue();
    // Nor with one that cannot be read.
    assertThat(Certificates.forParty(selfSigned("CN=lender", DERNull.INSTANCE))).isFalse();
    KeyPurposeId server = KeyPurposeId.id_kp_serverAuth;
    assertThat(Certificates.forParty(selfSigned("CN=lender", new ExtendedKeyUsage(server))))
        .isFalse();
  }

  private static X509Certificate selfSigned(String subject) throws Exception {
    return selfSigned(subject, null);
  }

  private static X509Certificate selfSigned(String subject, ASN1Encodable purpose)
      throws Exception {
    var pair = Keys.generate();
    X500Name name = new X500Name(subject);
    var builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.ONE,
            Date.from(Instant.now()),
            Date.from(Instant.now().plusSeconds(60)),
            name,
            pair.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    if (purpose != null) {
      builder.addExtension(Extension.extendedKeyUsage, false, purpose);
    }
    return Certificates.fromDer(
            builder
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                .getEncoded())
        .orElseThrow();
  }

  @Test
  void foreignBytesAreACertificateOrNothing() throws Exception {
    byte[] der = load().certificate().getEncoded();

    assertThat(Certificates.fromDer(der)).contains(load().certificate());
    assertThat(Certificates.fromDer(new byte[0])).isEmpty();
    assertThat(Certificates.fromDer(Arrays.copyOf(der, der.length - 1))).isEmpty();
    assertThat(Certificates.fromDer(Arrays.copyOf(der, der.length + 1))).isEmpty();
  }

  @Test
  void aFingerprintIsOfTheKeyAndOutlivesARenewal() throws Exception {
    Fingerprint first = load().fingerprint();
    ca.sign(file("lender.csr"), LENDER, List.of(), Duration.ofDays(2), file("renewed.crt"));

    assertThat(CertificateFile.read(file("renewed.crt")).fingerprint()).isEqualTo(first);
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(load().certificate().getPublicKey().getEncoded());
    assertThat(first).hasToString("sha256:" + HexFormat.of().formatHex(digest));
    for (String wrong :
        List.of("sha256:0", first.value().toUpperCase(Locale.ROOT), first + "0", "")) {
      assertThatThrownBy(() -> new Fingerprint(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith("Provided value: " + wrong);
    }
  }

  @Test
  void serialNumbersDiffer() {
    certify(new PartyId("clinic"), Duration.ofDays(1));
    var serial = load().certificate().getSerialNumber();

    assertThat(serial.bitLength()).isEqualTo(127);
    assertThat(
            Identity.load(file("clinic.crt"), file("clinic.key"), file("ca.crt"))
                .certificate()
                .getSerialNumber())
        .isNotEqualTo(serial);
  }

  @Test
  void showsACertificateToPeople() {
    X509Certificate certificate = load().certificate();

    assertThat(CertificateFile.read(file("lender.crt")).lines())
        .containsExactly(
            "subject      CN=lender",
            "issuer       CN=test federation",
            "use          party",
            "valid from   " + certificate.getNotBefore().toInstant(),
            "valid until  " + certificate.getNotAfter().toInstant(),
            "fingerprint  " + load().fingerprint());
    assertThat(CertificateFile.read(file("ca.crt")).lines())
        .contains("subject      CN=test federation", "use          CA");
  }

  @Test
  void aCertificateWithoutHostsSaysSo() throws Exception {
    PemFiles.write(
        file("bare.crt"), PemFiles.text(PemFiles.CERTIFICATE, selfSigned("CN=bare").getEncoded()));

    assertThat(CertificateFile.read(file("bare.crt")).lines())
        .contains("use          aggregator at no host");
  }

  @Test
  void namesOfAnAuthorityArePlain() {
    for (String wrong : List.of("", "x".repeat(65), "a,O=b", "a\nb")) {
      refused(
          () -> CertificateAuthority.init(file("new"), wrong),
          "CA name must be 1 to 64 letters, digits, spaces");
    }
    assertThat(file("new")).doesNotExist();
    assertThat(CertificateAuthority.init(file("new"), "x".repeat(64)).certificate()).isNotNull();
    assertThat(CertificateAuthority.load(file("new")).certificate()).isNotNull();
  }

  @Test
  void anAuthorityIsLoadedWithItsKey() {
    CertificateAuthority loaded = CertificateAuthority.load(folder);

    assertThat(loaded.certificate()).isEqualTo(ca.certificate());
    loaded.sign(file("lender.csr"), LENDER, List.of(), Duration.ofDays(1), file("again.crt"));
    Identity.load(file("again.crt"), file("lender.key"), file("ca.crt"));
  }

  @Test
  void foldersAreMadeAndFilesThatCannotBeWrittenNamed() throws IOException {
    Path deep = file("a/b/lender.txt");
    PemFiles.write(deep, "text");
    assertThat(deep).content(StandardCharsets.US_ASCII).isEqualTo("text");

    refused(
        () -> PemFiles.write(file("lender.crt/below"), "text"),
        "file " + file("lender.crt/below") + " cannot be written");
  }
}
