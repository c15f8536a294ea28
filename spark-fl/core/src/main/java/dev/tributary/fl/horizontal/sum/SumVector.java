package dev.tributary.fl.horizontal.sum;

import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.secagg.SumRound;
import dev.tributary.protocol.secagg.ToldTotals;
import dev.tributary.protocol.secagg.VectorMask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A party's words of one sum, or their total, where they are kept: on the driver ({@link
 * DriverWords}) or in pieces on its executors ({@link ShardedWords}). The rounds are the same for
 * both; only the words themselves take another way.
 *
 * @param <V> the kind itself
 */
interface SumVector<V extends SumVector<V>> {
  /** How many, the same at all parties. */
  int length();

  /** Sends them to the summing party, masked; they stay as they are. */
  void sendMasked(SumChannel channel, PartyId summing, SumRound round, VectorMask mask);

  /** The total, from the summing party. */
  V receiveTotal(SumChannel channel, PartyId summing, SumRound round, Duration timeout);

  /** Begins a sum at the summing party with these words under its own masks, if it has any. */
  Adding<V> begin(SumChannel channel, SumRound round, Optional<VectorMask> mask);

  /** Sends them as the total. */
  void sendTotal(SumChannel channel, List<PartyId> to, SumRound round);

  /** Adds them to what this party was told, as the total over some parties. */
  void noteIn(ToldTotals told, SumRound round, List<PartyId> over);

  /** What a journal keeps of them, not copied; nothing of pieces. */
  default Optional<long[]> kept() {
    return Optional.empty();
  }

  /** A total from a journal, as these would have come to. */
  default V instead(long[] total) {
    throw new IllegalStateException("no journal keeps pieces");
  }

  /** Gives up what is kept of them. */
  default void release() {}

  /** A sum of masked vectors; closing it gives up what has arrived and was not added. */
  interface Adding<V> extends AutoCloseable {
    /** Takes another member's masked vector, once it is all there. */
    void receive(PartyId member, Duration timeout);

    /** The total: what was added with the masks taken off it. */
    V open(VectorMask opening);

    @Override
    default void close() {}
  }
}
