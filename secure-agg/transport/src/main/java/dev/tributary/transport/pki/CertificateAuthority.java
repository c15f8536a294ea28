package dev.tributary.transport.pki;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A federation's CA: {@code ca.crt}, which everybody trusts, and {@code ca.key}, which stays with
 * whoever admits parties. The CA admits; it cannot impersonate a party whose fingerprint the job
 * file pins.
 */
public final class CertificateAuthority {
  private static final Duration CA_VALIDITY = Duration.ofDays(3650);
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9 ._-]{1,64}");

  private final X509Certificate certificate;
  private final PrivateKey key;

  private CertificateAuthority(X509Certificate certificate, PrivateKey key) {
    this.certificate = certificate;
    this.key = key;
  }

  /** Makes a CA in a folder: {@code ca.key} (0600) and {@code ca.crt}. */
  public static CertificateAuthority init(Path folder, String name) {
    if (!NAME.matcher(name).matches()) {
      throw FederationException.user(
          "CA name must be 1 to 64 letters, digits, spaces, '.', '_' or '-'. Provided value: %s",
          name);
    }
    KeyPair pair = Keys.generate();
    X500Name subject = new X500Name("CN=" + name);
    X509v3CertificateBuilder builder =
        builder(
            subject,
            subject,
            SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()),
            CA_VALIDITY);
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      byte[] der = sign(builder, pair.getPrivate());
      PemFiles.writePrivate(
          folder.resolve("ca.key"),
          PemFiles.text(PemFiles.PRIVATE_KEY, pair.getPrivate().getEncoded()));
      PemFiles.write(folder.resolve("ca.crt"), PemFiles.text(PemFiles.CERTIFICATE, der));
      return new CertificateAuthority(Certificates.fromDer(der).orElseThrow(), pair.getPrivate());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public static CertificateAuthority load(Path folder) {
    Path certificate = folder.resolve("ca.crt");
    Path key = folder.resolve("ca.key");
    return new CertificateAuthority(
        Certificates.parse(PemFiles.read(certificate), certificate.toString()).get(0),
        Keys.parse(PemFiles.readPrivate(key), key.toString()));
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /**
   * Issues a certificate for a request and writes it: without hosts a party's, with hosts an
   * aggregator's, which is good for those hosts only. Neither can be used as the other.
   *
   * @param name whom the operator means to admit; the request must be for exactly this name
   * @param hosts as which the operator means it to be the aggregator; the request must name exactly
   *     these, and none for a party
   * @param validity at least one day
   * @return the fingerprint of the certified key
   */
  public Fingerprint sign(
      Path request, PartyId name, List<String> hosts, Duration validity, Path out) {
    Set<GeneralName> names = HostNames.of(hosts);
    ReceivedRequest received = ReceivedRequest.read(request);
    received.requireName(name);
    received.requireHosts(names);
    X509Certificate issued = issue(received, names, validity);
    try {
      PemFiles.write(out, PemFiles.text(PemFiles.CERTIFICATE, issued.getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
    return Fingerprint.of(issued);
  }

  private X509Certificate issue(
      ReceivedRequest request, Set<GeneralName> hosts, Duration validity) {
    X509v3CertificateBuilder builder =
        builder(
            new X500Name(certificate.getSubjectX500Principal().getName()),
            request.subject(),
            request.key(),
            validity);
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(
              hosts.isEmpty() ? KeyPurposeId.id_kp_clientAuth : KeyPurposeId.id_kp_serverAuth));
      if (!hosts.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(hosts.toArray(GeneralName[]::new)));
      }
      return Certificates.fromDer(sign(builder, key)).orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, SubjectPublicKeyInfo key, Duration validity) {
    Instant now = Instant.now();
    return new X509v3CertificateBuilder(
        issuer,
        new BigInteger(127, new SecureRandom()).setBit(126),
        Date.from(now.minus(CLOCK_SKEW)),
        Date.from(now.plus(validity)),
        subject,
        key);
  }

  private static byte[] sign(X509v3CertificateBuilder builder, PrivateKey key) throws IOException {
    try {
      return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)).getEncoded();
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }
}
