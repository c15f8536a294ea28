package dev.tributary.transport.pki;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/**
 * A request for a certificate as its sender made it, signed by the key that it names. What it asks
 * for is believed only where whoever signs says the same.
 */
final class ReceivedRequest {
  private static final String EC_P256 = "1.2.840.10045.3.1.7";

  private final PKCS10CertificationRequest request;
  private final Path file;

  private ReceivedRequest(PKCS10CertificationRequest request, Path file) {
    this.request = request;
    this.file = file;
  }

  /**
   * Reads a PEM file.
   *
   * @throws FederationException USER if it is not what {@code pki request} makes
   */
  static ReceivedRequest read(Path file) {
    byte[] der = PemFiles.blocks(PemFiles.read(file), PemFiles.REQUEST, file.toString()).get(0);
    try {
      PKCS10CertificationRequest request = new PKCS10CertificationRequest(der);
      SubjectPublicKeyInfo key = request.getSubjectPublicKeyInfo();
      boolean curve = EC_P256.equals(String.valueOf(key.getAlgorithm().getParameters()));
      if (curve
          && request.isSignatureValid(
              new JcaContentVerifierProviderBuilder().build(Keys.publicKey(key.getEncoded())))) {
        return new ReceivedRequest(request, file);
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

  /** USER unless the request is for exactly this name. */
  void requireName(PartyId name) {
    if (!request.getSubject().equals(new X500Name("CN=" + name.name()))) {
      throw FederationException.user(
          "request %s is for '%s', not for 'CN=%s': ask its sender",
          file, request.getSubject(), name);
    }
  }

  /** USER unless the request names exactly these hosts; a party's names none. */
  void requireHosts(Set<GeneralName> hosts) {
    Set<GeneralName> asked = hosts();
    if (asked.equals(hosts)) {
      return;
    }
    if (asked.isEmpty()) {
      throw FederationException.user(
          "request %s is a party's, it names no host: sign it without --host, or ask its sender for"
              + " one made with `pki request --host`",
          file);
    }
    throw FederationException.user(
        "request %s is an aggregator's, for the hosts %s, and --host names %s: whoever holds the"
            + " certificate can be the aggregator there; repeat exactly these hosts with --host if"
            + " that is meant",
        file, HostNames.text(asked), hosts.isEmpty() ? "none" : HostNames.text(hosts));
  }

  X500Name subject() {
    return request.getSubject();
  }

  SubjectPublicKeyInfo key() {
    return request.getSubjectPublicKeyInfo();
  }

  private Set<GeneralName> hosts() {
    try {
      Extensions wanted = request.getRequestedExtensions();
      if (wanted == null) {
        return Set.of();
      }
      if (!List.of(Extension.subjectAlternativeName).equals(List.of(wanted.getExtensionOIDs()))) {
        throw FederationException.user(
            "request %s asks for more than hosts (%s): ask its sender for what `pki request` makes",
            file, oids(wanted));
      }
      return new LinkedHashSet<>(
          List.of(
              GeneralNames.fromExtensions(wanted, Extension.subjectAlternativeName).getNames()));
    } catch (IllegalArgumentException | IllegalStateException | NullPointerException e) {
      throw FederationException.user("%s names hosts that cannot be read: ask its sender", file);
    }
  }

  private static List<String> oids(Extensions wanted) {
    return Arrays.stream(wanted.getExtensionOIDs()).map(ASN1ObjectIdentifier::getId).toList();
  }
}
