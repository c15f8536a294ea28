package dev.tributary.crypto.shamir;

/** More shares than the threshold that are not all of one secret; does not say which is wrong. */
public final class InconsistentSharesException extends Exception {
  private static final long serialVersionUID = 1L;

  InconsistentSharesException() {
    super("shares must be of one secret");
  }
}
