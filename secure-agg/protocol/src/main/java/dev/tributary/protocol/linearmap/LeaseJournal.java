package dev.tributary.protocol.linearmap;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which channels were used for which message, for ever. Both owners keep one: the vector
 * owner burns a lease before the first byte of its message leaves, the matrix owner before the
 * first byte of its answer does. Burning again for the same digest succeeds, since the same bytes
 * may be sent again; for another digest, or for a lease that shares a channel, it is refused.
 *
 * <p>The budget is a hard limit on the channels of a run, resumes included. Thread-safe.
 */
public abstract class LeaseJournal {
  private final Map<ChannelLease, byte[]> burnt = new LinkedHashMap<>();
  private final long budget;
  private long used;

  /**
   * @param budget most channels that may be burnt: trees x channels a tree, resumes included
   */
  protected LeaseJournal(long budget) {
    this.budget = budget;
  }

  /** A journal that ends with this object: for tests and single-process runs without resumes. */
  public static LeaseJournal inMemory(long budget) {
    return new LeaseJournal(budget) {
      @Override
      protected void persist(ChannelLease lease, byte[] digest) {}
    };
  }

  /**
   * Burns a lease for the message with this digest, durably before it returns.
   *
   * @throws FederationException INTERNAL if the lease, or a channel of it, was burnt for another
   *     message; RESOURCE if the budget is spent
   */
  public final synchronized void burn(ChannelLease lease, byte[] digest) {
    byte[] earlier = burnt.get(lease);
    if (earlier != null && Arrays.equals(earlier, digest)) {
      return;
    }
    for (ChannelLease other : burnt.keySet()) {
      if (other.overlaps(lease)) {
        throw new FederationException(
            ErrorCode.INTERNAL,
            "channels "
                + (lease + " were used for another message: a second one under them would reveal")
                + " the difference; take fresh channels");
      }
    }
    if (used + lease.channels() > budget) {
      throw FederationException.resource(
          "the run's budget of %d channels is spent: start a new run, or agree on more trees",
          budget);
    }
    persist(lease, digest);
    restore(lease, digest);
  }

  /** Whether any channel of the batch is burnt; a resumed run must not reuse such a batch. */
  public final synchronized boolean touched(int batch) {
    return burnt.keySet().stream().anyMatch(lease -> lease.batch() == batch);
  }

  /** Channels burnt so far. */
  public final synchronized long used() {
    return used;
  }

  /** Takes a burnt lease from storage. */
  protected final synchronized void restore(ChannelLease lease, byte[] digest) {
    burnt.put(lease, digest.clone());
    used += lease.channels();
  }

  /** Writes the burnt lease where it survives this process, before returning. */
  protected abstract void persist(ChannelLease lease, byte[] digest);

  static String line(ChannelLease lease, byte[] digest) {
    return lease + " " + HexFormat.of().formatHex(digest);
  }
}
