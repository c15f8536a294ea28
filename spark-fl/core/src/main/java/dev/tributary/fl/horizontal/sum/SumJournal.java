package dev.tributary.fl.horizontal.sum;

import dev.tributary.protocol.secagg.OpeningNotes;
import java.util.Optional;

/**
 * What a party was told in the sums of a run, kept where it outlives the party's process. A run
 * that is started again hears its past sums from there and sums nothing twice, neither over the
 * same parties nor over others. Holds totals, which every party knows, and nothing of a single
 * party.
 */
public interface SumJournal extends OpeningNotes {
  /** Of a run that is never started again. */
  SumJournal NONE =
      new SumJournal() {
        @Override
        public Optional<byte[]> id() {
          return Optional.empty();
        }

        @Override
        public void begin(byte[] id) {}

        @Override
        public int sums() {
          return 0;
        }

        @Override
        public PastSum get(int sum) {
          throw new IndexOutOfBoundsException(sum);
        }

        @Override
        public void add(PastSum ended) {}

        @Override
        public void note(int sum, byte[] survivors) {}

        @Override
        public Optional<byte[]> of(int sum) {
          return Optional.empty();
        }
      };

  /** What the summing party called the run when it began; empty before. */
  Optional<byte[]> id();

  /** Begins; returns once the id is stored. */
  void begin(byte[] id);

  /** How many sums it has, from the run's first on without a gap. */
  int sums();

  /** How one of them ended; the words of its total are the caller's. */
  PastSum get(int sum);

  /** Adds the next one; returns once it is stored. The words of its total stay the caller's. */
  void add(PastSum ended);
}
