package dev.tributary.protocol;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes the plaintext of one piece; called once, must write the same bytes if a task is re-run.
 */
@FunctionalInterface
public interface PayloadWriter {
  void writeTo(OutputStream out) throws IOException;

  /** A payload that is already in memory. */
  static PayloadWriter of(byte[] bytes) {
    return out -> out.write(bytes);
  }
}
