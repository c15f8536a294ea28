package dev.tributary.fl.horizontal.glm;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;

/** Points at which loss and gradient were summed over the parties, by their digests. */
final class OpenedPoints {
  private final Set<ByteBuffer> digests = new HashSet<>();

  /** Notes a point; false if it was noted before. Zeros of either sign are one number. */
  boolean add(double[] at) {
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * at.length);
    for (double coordinate : at) {
      bytes.putDouble(coordinate + 0.0);
    }
    try {
      return digests.add(
          ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes.array())));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
