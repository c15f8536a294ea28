package dev.tributary.fl.horizontal.sum;

import dev.tributary.protocol.PartyId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sums of one fit, all over the parties of the first: where one of these is lost, nothing more
 * is opened. For what mixes no different people.
 */
public final class SumOfAll implements SecureSum {
  private final SecureSum open;
  private final String consequence;
  private List<PartyId> parties = List.of();
  private int sums;
  private long words;

  /**
   * @param open lent; its owner closes it
   * @param consequence of a loss, and what to do next, as {@link SecureSum#missing} takes it
   */
  public SumOfAll(SecureSum open, String consequence) {
    this.open = open;
    this.consequence = consequence;
  }

  @Override
  public Total total(String purpose, long[] vector) {
    Total total =
        parties.isEmpty()
            ? open.total(purpose, vector)
            : open.totalAmong(parties, purpose, vector)
                .orElseThrow(() -> open.missing(parties, consequence));
    parties = total.parties();
    count(vector.length);
    return total;
  }

  @Override
  public Optional<Total> totalAmong(List<PartyId> among, String purpose, long[] vector) {
    Optional<Total> total = open.totalAmong(among, purpose, vector);
    count(vector.length);
    return total;
  }

  @Override
  public Optional<SumOfPieces> pieces() {
    return open.pieces().map(OfAll::new);
  }

  /** Those of pieces, by the same rule and in the same counts. */
  private final class OfAll implements SumOfPieces {
    private final SumOfPieces pieces;

    OfAll(SumOfPieces pieces) {
      this.pieces = pieces;
    }

    @Override
    public ShardedTotal total(String purpose, ShardedWords vector) {
      ShardedTotal total =
          parties.isEmpty()
              ? pieces.total(purpose, vector)
              : pieces
                  .totalAmong(parties, purpose, vector)
                  .orElseThrow(() -> open.missing(parties, consequence));
      parties = total.parties();
      count(vector.length());
      return total;
    }

    @Override
    public Optional<ShardedTotal> totalAmong(
        List<PartyId> among, String purpose, ShardedWords vector) {
      Optional<ShardedTotal> total = pieces.totalAmong(among, purpose, vector);
      count(vector.length());
      return total;
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

  /** Who is in them, in job order; empty before the first. */
  public List<PartyId> parties() {
    return parties;
  }

  /** How many there were. */
  public int sums() {
    return sums;
  }

  /** Of all of them, eight bytes each. */
  public long words() {
    return words;
  }

  /** Does nothing: whoever opened the sum closes it. */
  @Override
  public void close() {}
}
