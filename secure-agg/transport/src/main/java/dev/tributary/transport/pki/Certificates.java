package dev.tributary.transport.pki;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reading and checking of certificates. */
public final class Certificates {
  private static final Pattern SUBJECT = Pattern.compile("CN=([a-z][a-z0-9-]{0,62})");
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

  private Certificates() {}

  /** All certificates of a PEM text. */
  static List<X509Certificate> parse(String pem, String source) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (byte[] der : PemFiles.blocks(pem, PemFiles.CERTIFICATE, source)) {
      certificates.add(
          fromDer(der)
              .orElseThrow(
                  () ->
                      FederationException.user(
                          "%s holds a broken certificate: ask for it again", source)));
    }
    return certificates;
  }

  /** A certificate from foreign bytes; empty if they are none. */
  public static Optional<X509Certificate> fromDer(byte[] der) {
    try {
      ByteArrayInputStream in = new ByteArrayInputStream(der);
      X509Certificate certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      return in.available() == 0 ? Optional.of(certificate) : Optional.empty();
    } catch (CertificateException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** The party a certificate was issued to: its subject is {@code CN=party} and nothing else. */
  public static Optional<PartyId> party(X509Certificate certificate) {
    Matcher subject = SUBJECT.matcher(certificate.getSubjectX500Principal().getName());
    return subject.matches() ? Optional.of(new PartyId(subject.group(1))) : Optional.empty();
  }

  /** Whether a certificate may identify a party, as opposed to the aggregator. */
  public static boolean forParty(X509Certificate certificate) {
    try {
      List<String> usages = certificate.getExtendedKeyUsage();
      return usages != null && usages.contains(CLIENT_AUTH);
    } catch (CertificateException e) {
      return false;
    }
  }

  /**
   * Says what is wrong with a certificate at a moment, or nothing.
   *
   * @param trust certificates of the federation's CA
   */
  public static Optional<String> problem(
      X509Certificate certificate, List<X509Certificate> trust, Instant now) {
    try {
      certificate.checkValidity(Date.from(now));
    } catch (CertificateExpiredException e) {
      return Optional.of(
          "expired on " + certificate.getNotAfter().toInstant() + ": renew it with `pki sign`");
    } catch (CertificateNotYetValidException e) {
      return Optional.of(
          "is valid only from "
              + certificate.getNotBefore().toInstant()
              + ": check this machine's clock");
    }
    Set<TrustAnchor> anchors = new HashSet<>();
    trust.forEach(ca -> anchors.add(new TrustAnchor(ca, null)));
    try {
      PKIXParameters parameters = new PKIXParameters(anchors);
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(now));
      CertPathValidator.getInstance("PKIX")
          .validate(
              CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)),
              parameters);
      return Optional.empty();
    } catch (CertPathValidatorException e) {
      return Optional.of(
          "was not issued by the trusted CA (" + trust.get(0).getSubjectX500Principal() + ")");
    } catch (GeneralSecurityException e) {
      return Optional.of("cannot be checked: " + e.getMessage());
    }
  }
}
