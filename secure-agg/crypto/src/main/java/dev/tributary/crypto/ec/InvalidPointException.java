package dev.tributary.crypto.ec;

/** A received point that no honest party sends; says nothing about what was computed from it. */
public final class InvalidPointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidPointException(String message) {
    super(message);
  }
}
