package dev.tributary.crypto.lattice;

/** No parameter set fits; the message says what would. */
public final class LatticePlanException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LatticePlanException(String message) {
    super(message);
  }
}
