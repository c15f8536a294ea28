package dev.tributary.fl.evaluation;

/**
 * People next to each other in the order of their scores. Counts are of people, whatever they
 * weigh; shares, lift and KS are of weight.
 *
 * @param lowest lowest score of the band
 * @param highest highest score of the band
 * @param people rows in the band
 * @param positives those of label 1 among them
 * @param meanScore mean score
 * @param rate share of label 1
 * @param effectivePeople squared sum of the weights over the sum of their squares: how many people
 *     of one weight would tell as much (Kish, Survey Sampling, 1965); 0 where nobody weighs
 *     anything
 * @param recall share of all label 1 that is in this band and those above
 * @param lift rate of this band and those above over the rate of everybody
 * @param ks {@code recall} minus the same share of label 0
 */
public record ScoreBand(
    double lowest,
    double highest,
    int people,
    int positives,
    double meanScore,
    double rate,
    double effectivePeople,
    double recall,
    double lift,
    double ks) {
  private static final double Z95 = 1.959963984540054;

  /** Lower end of the 95 % interval of the rate: Wilson, JASA 22 (1927). */
  public double rateLow() {
    return Math.max(0, wilsonCentre() - wilsonHalf());
  }

  /** Its upper end. */
  public double rateHigh() {
    return Math.min(1, wilsonCentre() + wilsonHalf());
  }

  private double wilsonCentre() {
    double n = effectivePeople + Z95 * Z95;
    return (effectivePeople * rate + Z95 * Z95 / 2) / n;
  }

  private double wilsonHalf() {
    double n = effectivePeople + Z95 * Z95;
    return Z95 * Math.sqrt(effectivePeople * rate * (1 - rate) + Z95 * Z95 / 4) / n;
  }
}
