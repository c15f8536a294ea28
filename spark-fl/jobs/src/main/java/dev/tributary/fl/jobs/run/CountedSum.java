package dev.tributary.fl.jobs.run;

import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.ShardedTotal;
import dev.tributary.fl.horizontal.sum.ShardedWords;
import dev.tributary.fl.horizontal.sum.SumOfPieces;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.protocol.PartyId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one sum of a run, lent to everything that sums in it: counts what goes through, and stays
 * open until whoever opened it closes it.
 */
public final class CountedSum implements SecureSum {
  private final SecureSum open;
  private int sums;
  private long words;

  public CountedSum(SecureSum open) {
    this.open = open;
  }

  @Override
  public Total total(String purpose, long[] vector) {
    count(vector.length);
    return open.total(purpose, vector);
  }

  @Override
  public Optional<Total> totalAmong(List<PartyId> parties, String purpose, long[] vector) {
    count(vector.length);
    return open.totalAmong(parties, purpose, vector);
  }

  @Override
  public Optional<SumOfPieces> pieces() {
    return open.pieces().map(Counted::new);
  }

  /** Counts those of pieces too. */
  private final class Counted implements SumOfPieces {
    private final SumOfPieces pieces;

    Counted(SumOfPieces pieces) {
      this.pieces = pieces;
    }

    @Override
    public ShardedTotal total(String purpose, ShardedWords vector) {
      count(vector.length());
      return pieces.total(purpose, vector);
    }

    @Override
    public Optional<ShardedTotal> totalAmong(
        List<PartyId> parties, String purpose, ShardedWords vector) {
      count(vector.length());
      return pieces.totalAmong(parties, purpose, vector);
    }
  }

  private void count(int length) {
    sums++;
    words += length;
  }

  @Override
  public Map<PartyId, Duration> lost() {
    return open.lost();
  }

  /** Does nothing: a borrower's end is not that of the run. */
  @Override
  public void close() {}

  /** How many totals were asked for. */
  public int sums() {
    return sums;
  }

  /** Of all of them. */
  public long words() {
    return words;
  }
}
