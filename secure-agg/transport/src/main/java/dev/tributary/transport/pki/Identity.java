package dev.tributary.transport.pki;

import dev.tributary.crypto.aead.IdentitySignature;
import dev.tributary.crypto.random.KeyDerivation;
import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A certificate with its private key and the CA certificates that its owner trusts. Stays on the
 * driver or the aggregator; executors never get one. Immutable.
 */
public final class Identity {
  private static final String PROBE = "probe";
  private static final int SECRET_BYTES = 32;

  private final String certificatePem;
  private final String keyPem;
  private final String trustPem;
  private final X509Certificate certificate;
  private final PrivateKey key;
  private final List<X509Certificate> trust;

  private Identity(String certificatePem, String keyPem, String trustPem, Path[] sources) {
    this.certificatePem = certificatePem;
    this.keyPem = keyPem;
    this.trustPem = trustPem;
    certificate = Certificates.parse(certificatePem, sources[0].toString()).get(0);
    key = Keys.parse(keyPem, sources[1].toString());
    trust = Certificates.parse(trustPem, sources[2].toString());
  }

  /**
   * Reads and checks an identity: file modes, that key and certificate belong together, validity
   * and issuer.
   *
   * @throws FederationException USER, with the file and what to do
   */
  public static Identity load(Path certificate, Path key, Path trust) {
    Identity identity =
        new Identity(
            PemFiles.read(certificate),
            PemFiles.readPrivate(key),
            PemFiles.read(trust),
            new Path[] {certificate, key, trust});
    Certificates.problem(identity.certificate, identity.trust, Instant.now())
        .ifPresent(
            problem -> {
              throw FederationException.user("certificate %s %s", certificate, problem);
            });
    byte[] signature = IdentitySignature.sign(identity.key, PROBE, new byte[0]);
    if (!IdentitySignature.verify(
        identity.certificate.getPublicKey(), PROBE, new byte[0], signature)) {
      throw FederationException.user(
          "key %s does not belong to certificate %s: give the pair of one `pki request`",
          key, certificate);
    }
    return identity;
  }

  /**
   * The party this identity is for.
   *
   * @throws FederationException USER if the certificate is not a party's
   */
  public PartyId party() {
    return Certificates.party(certificate)
        .filter(party -> Certificates.forParty(certificate))
        .orElseThrow(
            () ->
                FederationException.user(
                    "the certificate of '%s' is not a party's: its subject must be CN=<party>, as"
                        + " `pki request --name <party>` makes it",
                    certificate.getSubjectX500Principal()));
  }

  public Fingerprint fingerprint() {
    return Fingerprint.of(certificate);
  }

  public X509Certificate certificate() {
    return certificate;
  }

  public List<X509Certificate> trust() {
    return trust;
  }

  /** Signs as this party; the domain names the purpose. */
  public byte[] sign(String domain, byte[] message) {
    return IdentitySignature.sign(key, domain, message);
  }

  /**
   * A secret that only the holder of the private key can make, the same whenever it is asked for:
   * HKDF of the key for a purpose. Another key, or another purpose, has another.
   */
  public SecretBytes secret(String purpose) {
    byte[] context = ("tributary identity " + purpose).getBytes(StandardCharsets.UTF_8);
    byte[] encoded = key.getEncoded();
    try (SecretBytes from = SecretBytes.copyOf(encoded)) {
      return KeyDerivation.derive(from, new byte[0], context, SECRET_BYTES);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  /** For TLS. */
  public byte[] certificatePem() {
    return certificatePem.getBytes(StandardCharsets.US_ASCII);
  }

  /** For TLS; secret. */
  public byte[] keyPem() {
    return keyPem.getBytes(StandardCharsets.US_ASCII);
  }

  /** For TLS; public, given to executors. */
  public byte[] trustPem() {
    return trustPem.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return "Identity[" + certificate.getSubjectX500Principal() + "]";
  }
}
