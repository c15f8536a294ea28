package dev.tributary.protocol.linearmap;

import dev.tributary.crypto.lattice.LatticeSet;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * The right to send one message under channels [first, last) of one batch. The outer secrets behind
 * a channel protect exactly one vector; see {@link LeaseJournal}.
 *
 * @param batch unique in a run across all epochs, at least 0
 * @param first first channel
 * @param last one past the last channel
 */
public record ChannelLease(int batch, int first, int last) implements Serializable {
  public ChannelLease {
    if (batch < 0 || first < 0 || last <= first || last > LatticeSet.CHANNELS) {
      throw new IllegalArgumentException(
          "a lease must be a range of channels 0 .. "
              + (LatticeSet.CHANNELS + " of a batch. Provided value: " + first + ".." + last)
              + (" of batch " + batch));
    }
  }

  /** Number of channels. */
  public int channels() {
    return last - first;
  }

  /** Whether the two have a channel in common. */
  public boolean overlaps(ChannelLease other) {
    return batch == other.batch && first < other.last && other.first < last;
  }

  /** Canonical bytes, bound into keys. */
  public byte[] canonicalBytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return batch + ":" + first + "-" + last;
  }
}
