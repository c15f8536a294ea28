package dev.tributary.transport;

import dev.tributary.transport.pki.Fingerprint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes a server that the federation's CA has certified for the host that was asked for, and
 * that shows the pinned key, where one is pinned. Decided inside the TLS handshake, before this
 * side has sent its certificate or a byte of a call.
 */
final class AggregatorTrust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager authority;
  private final Optional<Fingerprint> pin;

  private AggregatorTrust(X509ExtendedTrustManager authority, Optional<Fingerprint> pin) {
    this.authority = authority;
    this.pin = pin;
  }

  /**
   * @param trustPem certificates of the CA
   * @throws GeneralSecurityException if there are none
   */
  static AggregatorTrust of(byte[] trustPem, Optional<Fingerprint> pin)
      throws GeneralSecurityException, IOException {
    KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
    anchors.load(null, null);
    int count = 0;
    for (Certificate anchor :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(trustPem))) {
      anchors.setCertificateEntry("ca-" + count++, anchor);
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(anchors);
    return new AggregatorTrust(
        Arrays.stream(factory.getTrustManagers())
            .filter(X509ExtendedTrustManager.class::isInstance)
            .map(X509ExtendedTrustManager.class::cast)
            .findFirst()
            .orElseThrow(() -> new CertificateException("this JVM checks no certificates")),
        pin);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    authority.checkServerTrusted(chain, type, engine);
    Fingerprint shown = Fingerprint.of(chain[0]);
    if (pin.isPresent() && !pin.get().equals(shown)) {
      throw new UnpinnedKeyException(shown, pin.get());
    }
  }

  /** Never: without the engine nobody knows which host was asked for. */
  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("a server is checked against the host that was asked for");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, type);
  }

  /** Never: this is a client's side. */
  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("no client is expected here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authority.getAcceptedIssuers();
  }

  /** A certificate of the CA whose key is not the pinned one. */
  static final class UnpinnedKeyException extends CertificateException {
    private static final long serialVersionUID = 1L;

    UnpinnedKeyException(Fingerprint shown, Fingerprint pin) {
      super(
          "it shows key "
              + shown
              + ", aggregator.fingerprint pins "
              + pin
              + ": ask its operator for the output of `pki fingerprint`; if the pin is right,"
              + " somebody stands in for it");
    }
  }
}
