package dev.tributary.fl.horizontal.sum;

import dev.tributary.protocol.PartyId;
import java.util.List;
import java.util.Optional;

/** Sums of a test that looks at totals or changes them. */
public abstract class WatchedSum implements SecureSum {
  @Override
  public Optional<Total> totalAmong(List<PartyId> among, String purpose, long[] words) {
    return Optional.of(total(purpose, words)).filter(total -> total.parties().equals(among));
  }

  @Override
  public void close() {}
}
