package dev.tributary.aggregator.session;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Secrets by which executors are their party's, kept here only as hashes. */
public final class Tokens {
  private static final int BYTES = 32;

  private Tokens() {}

  static byte[] fresh(SecureRandom random) {
    byte[] token = new byte[BYTES];
    random.nextBytes(token);
    return token;
  }

  /** SHA-256. */
  public static byte[] hash(byte[] token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
