package dev.tributary.fl.horizontal.sum;

import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The twin of secure aggregation for parties that are threads of one JVM: the same totals, hidden
 * from nobody. For tests and for a party by itself, whose total is its own vector.
 */
public final class PlainSum implements SecureSum {
  private final Shared shared;
  private final int index;

  private PlainSum(Shared shared, int index) {
    this.shared = shared;
    this.index = index;
  }

  /** One end for each party, in job order; each is used by a thread of its own. */
  public static List<PlainSum> among(List<PartyId> parties) {
    Shared shared = new Shared(List.copyOf(parties));
    List<PlainSum> ends = new ArrayList<>();
    for (int i = 0; i < parties.size(); i++) {
      ends.add(new PlainSum(shared, i));
    }
    return ends;
  }

  /** For a party by itself: a total is what it put in. */
  public static SecureSum alone(PartyId party) {
    return among(List.of(party)).get(0);
  }

  @Override
  public Total total(String purpose, long[] words) {
    return shared.total(index, purpose, words.clone());
  }

  /** Nobody is lost here: empty for other parties than all. */
  @Override
  public Optional<Total> totalAmong(List<PartyId> parties, String purpose, long[] words) {
    return parties.equals(shared.parties) ? Optional.of(total(purpose, words)) : Optional.empty();
  }

  /**
   * Ends the waits of the others too, also those that begin later, so that a test in which one
   * party fails does not hang.
   */
  @Override
  public void close() {
    shared.end();
  }

  /** What the threads meet at. */
  private static final class Shared {
    private final List<PartyId> parties;
    private final String[] purposes;
    private final long[][] vectors;
    private int waiting;
    private long meetings;
    private boolean ended;

    Shared(List<PartyId> parties) {
      this.parties = parties;
      this.purposes = new String[parties.size()];
      this.vectors = new long[parties.size()][];
    }

    Total total(int index, String purpose, long[] words) {
      purposes[index] = purpose;
      vectors[index] = words;
      meet();
      long[] sum = new long[words.length];
      for (int party = 0; party < vectors.length; party++) {
        if (!purposes[party].equals(purpose) || vectors[party].length != words.length) {
          throw new IllegalStateException(
              "parties sum different things: %s of %d words and %s of %d"
                  .formatted(purpose, words.length, purposes[party], vectors[party].length));
        }
        for (int i = 0; i < sum.length; i++) {
          sum[i] += vectors[party][i];
        }
      }
      meet(); // nobody puts in the next vector before all have read this one
      return new Total(sum, parties);
    }

    private synchronized void meet() {
      long meeting = meetings;
      if (++waiting == vectors.length) {
        waiting = 0;
        meetings++;
        notifyAll();
      }
      while (meetings == meeting && !ended) {
        try {
          wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException(
              "interrupted while waiting for another party's thread", e);
        }
      }
      if (meetings == meeting) {
        throw new IllegalStateException("another party's thread has ended");
      }
    }

    private synchronized void end() {
      ended = true;
      notifyAll();
    }
  }
}
