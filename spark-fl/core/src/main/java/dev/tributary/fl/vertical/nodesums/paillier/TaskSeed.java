package dev.tributary.fl.vertical.nodesums.paillier;

import dev.tributary.crypto.random.KeyDerivation;
import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.crypto.random.SecureSource;
import dev.tributary.crypto.random.StreamSource;
import dev.tributary.crypto.random.SystemSource;
import java.io.Serializable;
import java.nio.ByteBuffer;

/**
 * One-time randomness of one step: drawn once at the driver, expanded in its tasks, so that a task
 * that is run again writes the same bytes. Prints nothing.
 */
final class TaskSeed implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] seed;

  private TaskSeed(byte[] seed) {
    this.seed = seed;
  }

  static TaskSeed fresh() {
    return new TaskSeed(new SystemSource().bytes(StreamSource.SEED_BYTES));
  }

  /** The stream of one shard. */
  SecureSource source(int shard) {
    byte[] context = ByteBuffer.allocate(Integer.BYTES).putInt(shard).array();
    try (SecretBytes secret = SecretBytes.copyOf(seed)) {
      return new StreamSource(
          KeyDerivation.derive(secret, new byte[0], context, StreamSource.SEED_BYTES));
    }
  }

  @Override
  public String toString() {
    return "TaskSeed";
  }
}
