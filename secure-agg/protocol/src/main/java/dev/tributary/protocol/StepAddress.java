package dev.tributary.protocol;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Names one message from one party to another. A message may consist of several pieces (shards).
 *
 * @param run the run
 * @param epoch 0, and higher after every restart of a driver
 * @param round round number within the stage that {@code step} belongs to, at least 0
 * @param step what is sent, such as {@code psi/masked} or {@code tree/level-2/sums}
 * @param from sender
 * @param to receiver, another party than the sender
 */
public record StepAddress(RunId run, int epoch, int round, String step, PartyId from, PartyId to)
    implements Serializable {
  private static final Pattern STEP = Pattern.compile("[a-z0-9][a-z0-9/._-]{0,127}");

  public StepAddress {
    Objects.requireNonNull(run, "run");
    if (epoch < 0 || round < 0) {
      throw new IllegalArgumentException(
          "epoch and round must be at least 0. Provided value: " + epoch + ", " + round);
    }
    if (!STEP.matcher(step).matches() || step.contains("..")) {
      throw new IllegalArgumentException(
          "step must be 1 to 128 of a-z, 0-9, '/', '.', '_' and '-'. Provided value: " + step);
    }
    if (from.equals(to)) {
      throw new IllegalArgumentException(
          "a party sends nothing to itself. Provided value: " + from);
    }
  }

  /** The address of one piece of this message. */
  public MessageAddress shard(int shard) {
    return new MessageAddress(this, shard);
  }

  /** Canonical unambiguous bytes, bound into keys, seals and signatures. */
  public byte[] canonicalBytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return run + "|" + epoch + "|" + round + "|" + step + "|" + from + ">" + to;
  }
}
