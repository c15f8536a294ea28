package dev.tributary.aggregator.session;

import dev.tributary.protocol.RunId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;

/** Secrets by which executors are their party's, kept here only as hashes. */
public final class Tokens {
  private static final int BYTES = 32;

  private Tokens() {}

  /** Random bytes, and after them the run, so that who shows it need not say in which run. */
  static byte[] fresh(RunId run, SecureRandom random) {
    byte[] name = run.value().getBytes(StandardCharsets.US_ASCII);
    byte[] token = new byte[BYTES + name.length];
    random.nextBytes(token);
    System.arraycopy(name, 0, token, BYTES, name.length);
    return token;
  }

  /** The run that a token says it is of; empty if it is none. */
  static Optional<RunId> run(byte[] token) {
    try {
      return token.length <= BYTES
          ? Optional.empty()
          : Optional.of(
              new RunId(new String(token, BYTES, token.length - BYTES, StandardCharsets.US_ASCII)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
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
