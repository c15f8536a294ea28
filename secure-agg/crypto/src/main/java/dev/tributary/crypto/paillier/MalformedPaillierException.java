package dev.tributary.crypto.paillier;

/** Bytes that are no key or no ciphertext of this format; the message names the broken rule. */
public final class MalformedPaillierException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  MalformedPaillierException(String message) {
    super(message);
  }
}
