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
    count(vector);
    return total;
  }

  @Override
  public Optional<Total> totalAmong(List<PartyId> among, String purpose, long[] vector) {
    Optional<Total> total = open.totalAmong(among, purpose, vector);
    count(vector);
    return total;
  }

  private void count(long[] vector) {
    sums++;
    words += vector.length;
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
