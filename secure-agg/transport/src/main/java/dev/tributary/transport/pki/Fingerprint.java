package dev.tributary.transport.pki;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * SHA-256 of a SubjectPublicKeyInfo (RFC 5280, 4.1), what job files pin. Stays the same when a
 * certificate is renewed for the same key.
 *
 * @param value {@code sha256:} and 64 lower case hex digits
 */
public record Fingerprint(String value) {
  private static final Pattern VALUE = Pattern.compile("sha256:[0-9a-f]{64}");

  public Fingerprint {
    if (!VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "fingerprint must be sha256: and 64 hex digits, as `pki fingerprint` prints it."
              + " Provided value: "
              + value);
    }
  }

  public static Fingerprint of(X509Certificate certificate) {
    return of(certificate.getPublicKey());
  }

  public static Fingerprint of(PublicKey key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return new Fingerprint("sha256:" + HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
