package dev.tributary.crypto.aead;

import java.io.IOException;

/**
 * Sealed bytes that are not what the holder of the key sealed; says one thing whatever the cause.
 */
public final class OpeningException extends IOException {
  private static final long serialVersionUID = 1L;

  OpeningException() {
    super("sealed data could not be authenticated");
  }
}
