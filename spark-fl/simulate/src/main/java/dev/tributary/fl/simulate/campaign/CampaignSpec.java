package dev.tributary.fl.simulate.campaign;

import dev.tributary.protocol.FederationException;
import java.io.Serializable;

/**
 * Size and seed of a campaign; equal specs give equal data, however it is partitioned.
 *
 * @param rows registered-but-dormant users of the lender, 100 to 100 million
 * @param features columns of the bureau, 8 to 5,000 (the lender always has {@value
 *     LenderColumns#COUNT})
 * @param positiveRate expected share of users who apply, 0.001 to 0.5
 * @param overlap share of the lender's users that the bureau knows, above 0 and at most 1
 * @param seed any number
 */
public record CampaignSpec(long rows, int features, double positiveRate, double overlap, long seed)
    implements Serializable {
  /** The bureau knows this many people, in units of the lender's users. */
  private static final double BUREAU_SIZE = 1.25;

  public CampaignSpec {
    check(rows >= 100 && rows <= 100_000_000, "rows must be 100 to 100000000", rows);
    check(features >= 8 && features <= 5_000, "features must be 8 to 5000", features);
    check(
        positiveRate >= 0.001 && positiveRate <= 0.5,
        "positive rate must be 0.001 to 0.5",
        positiveRate);
    check(overlap > 0 && overlap <= 1, "overlap must be above 0 and at most 1", overlap);
  }

  /** 20,000 users, 60 bureau columns, 1 % applicants: about two minutes with any cipher. */
  public static CampaignSpec demo(long seed) {
    return of(20_000, 60, seed);
  }

  /** 1 % applicants, 95 % of the users known to the bureau. */
  public static CampaignSpec of(long rows, int features, long seed) {
    return new CampaignSpec(rows, features, 0.01, 0.95, seed);
  }

  /** Users that both parties know. */
  public long sharedRows() {
    return Math.max(1, Math.round(rows * overlap));
  }

  /** People that the bureau knows. */
  public long bureauRows() {
    return Math.max(sharedRows(), Math.round(rows * BUREAU_SIZE));
  }

  /** All people of this world, known to either party. */
  long people() {
    return rows + bureauRows() - sharedRows();
  }

  private static void check(boolean right, String rule, Object value) {
    if (!right) {
      throw FederationException.user("campaign %s. Provided value: %s", rule, value);
    }
  }
}
