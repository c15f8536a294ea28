package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.protocol.FederationException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** What must be equal at all parties before anything about rows is summed. */
final class BoostingTerms {
  private BoostingTerms() {}

  /**
   * Compares by one sum of fingerprints: where all are equal, it is this party's times their
   * number. Differing ones pass with a chance of one in 2^57 at most.
   *
   * @throws FederationException USER, at all parties, where they differ
   */
  static void requireEqual(SecureSum sum, List<String> features, BoostingSettings settings) {
    long own = fingerprint(features + "; " + settings);
    Total total = sum.total("gbdt-terms", new long[] {own});
    if (total.words()[0] != own * total.parties().size()) {
      throw FederationException.user(
          "columns or settings differ between the parties: name the same features in the same order"
              + " and set the same parameters at all");
    }
  }

  private static long fingerprint(String terms) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(terms.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
