package dev.tributary.fl.horizontal.sum;

import dev.tributary.protocol.FederationException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What must be equal at all parties before anything about rows is summed. */
public final class SameTerms {
  private SameTerms() {}

  /**
   * Compares by one sum of fingerprints: where all are equal, it is this party's times their
   * number. Differing ones pass with a chance of one in 2^57 at most.
   *
   * @param terms this party's, in words
   * @return the sum, which names the parties
   * @throws FederationException USER, at all parties, where they differ
   */
  public static Total require(SecureSum sum, String purpose, String terms) {
    return require(
        sum,
        purpose,
        terms,
        "columns or settings differ between the parties: name the same features in the same order"
            + " and set the same parameters at all");
  }

  /**
   * The same with a message of its own.
   *
   * @param differ what it means that they differ, and what to do next
   */
  public static Total require(SecureSum sum, String purpose, String terms, String differ) {
    long own = fingerprint(terms);
    Total total = sum.total(purpose, new long[] {own});
    if (total.words()[0] != own * total.parties().size()) {
      throw FederationException.user("%s", differ);
    }
    return total;
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
