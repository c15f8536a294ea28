package dev.tributary.protocol;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Names one piece of a message: {@code (run, epoch, round, step, from, to, shard)}.
 *
 * @param step the message
 * @param shard 0 to {@link #MAX_SHARDS} - 1
 */
public record MessageAddress(StepAddress step, int shard) implements Serializable {
  /** Largest number of pieces of one message. */
  public static final int MAX_SHARDS = 1 << 20;

  public MessageAddress {
    Objects.requireNonNull(step, "step");
    if (shard < 0 || shard >= MAX_SHARDS) {
      throw new IllegalArgumentException(
          "shard must be 0 to " + (MAX_SHARDS - 1) + ". Provided value: " + shard);
    }
  }

  /** Canonical unambiguous bytes, bound into keys and seals. */
  public byte[] canonicalBytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return step + "#" + shard;
  }
}
