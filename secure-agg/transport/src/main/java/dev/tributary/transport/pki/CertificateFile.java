package dev.tributary.transport.pki;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/** A certificate on disk, for people to look at. */
public final class CertificateFile {
  private final X509Certificate certificate;

  private CertificateFile(X509Certificate certificate) {
    this.certificate = certificate;
  }

  /** Reads the first certificate of a PEM file. */
  public static CertificateFile read(Path file) {
    return new CertificateFile(Certificates.parse(PemFiles.read(file), file.toString()).get(0));
  }

  public Fingerprint fingerprint() {
    return Fingerprint.of(certificate);
  }

  /** Subject, issuer, validity, use and fingerprint. */
  public List<String> lines() {
    boolean ca = certificate.getBasicConstraints() >= 0;
    String use = ca ? "CA" : Certificates.forParty(certificate) ? "party" : "aggregator";
    return List.of(
        "subject      " + certificate.getSubjectX500Principal().getName(),
        "issuer       " + certificate.getIssuerX500Principal().getName(),
        "use          " + use,
        "valid from   " + certificate.getNotBefore().toInstant(),
        "valid until  " + certificate.getNotAfter().toInstant(),
        "fingerprint  " + fingerprint());
  }
}
