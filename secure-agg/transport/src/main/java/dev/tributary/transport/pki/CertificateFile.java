package dev.tributary.transport.pki;

import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

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
    String use =
        ca ? "CA" : Certificates.forParty(certificate) ? "party" : "aggregator at " + hosts();
    return List.of(
        "subject      " + certificate.getSubjectX500Principal().getName(),
        "issuer       " + certificate.getIssuerX500Principal().getName(),
        "use          " + use,
        "valid from   " + certificate.getNotBefore().toInstant(),
        "valid until  " + certificate.getNotAfter().toInstant(),
        "fingerprint  " + fingerprint());
  }

  private String hosts() {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? "no host"
          : names.stream()
              .map(name -> String.valueOf(name.get(1)))
              .collect(Collectors.joining(", "));
    } catch (CertificateParsingException e) {
      return "hosts that cannot be read";
    }
  }
}
