package dev.tributary.transport.pki;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/**
 * A federation's CA: {@code ca.crt}, which everybody trusts, and {@code ca.key}, which stays with
 * whoever admits parties. The CA admits; it cannot impersonate a party whose fingerprint the job
 * file pins.
 */
public final class CertificateAuthority {
  private static final Duration CA_VALIDITY = Duration.ofDays(3650);
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
  private static final String EC_P256 = "1.2.840.10045.3.1.7";
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
   * Issues a certificate for a request and writes it.
   *
   * @param name whom the operator means to admit; the request must be for exactly this name
   * @param validity at least one day
   * @return the fingerprint of the certified key
   */
  public Fingerprint sign(Path request, PartyId name, Duration validity, Path out) {
    X509Certificate issued = issue(request, name, validity);
    try {
      PemFiles.write(out, PemFiles.text(PemFiles.CERTIFICATE, issued.getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
    return Fingerprint.of(issued);
  }

  private X509Certificate issue(Path file, PartyId name, Duration validity) {
    PKCS10CertificationRequest request = verified(file);
    if (!request.getSubject().equals(new X500Name("CN=" + name.name()))) {
      throw FederationException.user(
          "request %s is for '%s', not for 'CN=%s': ask its sender",
          file, request.getSubject(), name);
    }
    GeneralNames hosts = hosts(request, file);
    X509v3CertificateBuilder builder =
        builder(
            new X500Name(certificate.getSubjectX500Principal().getName()),
            request.getSubject(),
            request.getSubjectPublicKeyInfo(),
            validity);
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(
              hosts == null ? KeyPurposeId.id_kp_clientAuth : KeyPurposeId.id_kp_serverAuth));
      if (hosts != null) {
        builder.addExtension(Extension.subjectAlternativeName, false, hosts);
      }
      return Certificates.fromDer(sign(builder, key)).orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The hosts that an aggregator's request names; null in a party's. */
  private static GeneralNames hosts(PKCS10CertificationRequest request, Path file) {
    try {
      Extensions wanted = request.getRequestedExtensions();
      return wanted == null
          ? null
          : GeneralNames.fromExtensions(wanted, Extension.subjectAlternativeName);
    } catch (RuntimeException e) {
      throw FederationException.user("%s names hosts that cannot be read: ask its sender", file);
    }
  }

  private static PKCS10CertificationRequest verified(Path file) {
    byte[] der = PemFiles.blocks(PemFiles.read(file), PemFiles.REQUEST, file.toString()).get(0);
    try {
      PKCS10CertificationRequest request = new PKCS10CertificationRequest(der);
      SubjectPublicKeyInfo key = request.getSubjectPublicKeyInfo();
      boolean curve = EC_P256.equals(String.valueOf(key.getAlgorithm().getParameters()));
      if (curve
          && request.isSignatureValid(
              new JcaContentVerifierProviderBuilder().build(Keys.publicKey(key.getEncoded())))) {
        return request;
      }
    } catch (IOException
        | GeneralSecurityException
        | OperatorCreationException
        | PKCSException
        | RuntimeException e) {
      // Falls through: whatever is wrong with a foreign file, the answer is the same.
    }
    throw FederationException.user(
        "%s is not a certificate request for an EC P-256 key, signed by that key: ask its sender"
            + " for what `pki request` makes",
        file);
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
