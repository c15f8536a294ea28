package dev.tributary.crypto.random;

import java.security.SecureRandom;

/** The operating system's randomness through {@link SecureRandom}; safe for many threads. */
public final class SystemSource implements SecureSource {
  private final SecureRandom random = new SecureRandom();

  @Override
  public void fill(byte[] out, int offset, int length) {
    byte[] draw = new byte[length];
    random.nextBytes(draw);
    System.arraycopy(draw, 0, out, offset, length);
  }
}
