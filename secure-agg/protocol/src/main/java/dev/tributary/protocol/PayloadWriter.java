package dev.tributary.protocol;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes the plaintext of one piece. Must write the same bytes each time: it is called again when
 * the connection broke half-way, and when a task is re-run.
 */
@FunctionalInterface
public interface PayloadWriter {
  void writeTo(OutputStream out) throws IOException;

  /** A payload that is already in memory. */
  static PayloadWriter of(byte[] bytes) {
    return out -> out.write(bytes);
  }
}
