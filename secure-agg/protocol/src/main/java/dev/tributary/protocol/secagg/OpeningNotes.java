package dev.tributary.protocol.secagg;

import java.util.Optional;

/**
 * Where a member notes over whom it opens a sum, so that it opens the same inputs over no others
 * after its process was started again.
 */
public interface OpeningNotes {
  /** Of a run that is never started again: nothing outlives the process. */
  OpeningNotes NONE =
      new OpeningNotes() {
        @Override
        public void note(int sum, byte[] survivors) {}

        @Override
        public Optional<byte[]> of(int sum) {
          return Optional.empty();
        }
      };

  /**
   * Notes a set; nothing was revealed yet. Returns once the note is stored.
   *
   * @param survivors a bit for each member, as {@link MemberSet} has them
   */
  void note(int sum, byte[] survivors);

  /** The latest note of a sum. */
  Optional<byte[]> of(int sum);
}
