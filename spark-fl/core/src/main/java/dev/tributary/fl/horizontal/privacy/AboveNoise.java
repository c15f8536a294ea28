package dev.tributary.fl.horizontal.privacy;

import dev.tributary.protocol.FederationException;
import java.util.Arrays;

/** From how many deviations of its noise on a count is taken for rows. */
public final class AboveNoise {
  /** A count that is of no row passes it once in 300,000. A false one moves mean and deviation. */
  public static final double LIKELY = 4.5;

  /**
   * The same once in 50 million: for octaves, of which a false one may be far from all values and
   * stays, and for labels.
   */
  static final double SURE = 5.5;

  /** For the number of all rows. */
  public static final double ENOUGH = 10;

  private AboveNoise() {}

  /** Counts; 0 where no more than noise explains. */
  static double[] of(double[] counts, double least) {
    return Arrays.stream(counts).map(c -> c >= least ? c : 0).toArray();
  }

  /**
   * @param what is counted, as the message says it
   * @throws FederationException USER if the count is below
   */
  static void require(NoisyRanges.Use use, String what, double count, double least) {
    if (!(count >= least)) {
      throw FederationException.user(
          "the parties have so few %s that the noise of privacy hides how many: raise"
              + " privacy.epsilon or %s",
          what, use.advice());
    }
  }
}
