package dev.tributary.fl.data;

import java.io.Serializable;

/**
 * A row of a feature party's matrix: the samples that go left at a threshold.
 *
 * @param column column within its block
 * @param threshold bins up to and including this one go left
 * @param missingLeft whether missing values go left
 */
public record SplitCandidate(int column, int threshold, boolean missingLeft)
    implements Serializable {
  /**
   * The candidate with a given number in natural order: by column; then thresholds with missing
   * right (the last of them, where values are missing, being all present left); then thresholds
   * with missing left.
   */
  public static SplitCandidate of(BinnedBlock block, int number) {
    int rest = number;
    for (int column = 0; column < block.columns(); column++) {
      int count = block.candidates(column);
      if (rest < count) {
        int right = block.hasMissing(column) ? block.valueBins(column) : count;
        return rest < right
            ? new SplitCandidate(column, rest, false)
            : new SplitCandidate(column, rest - right, true);
      }
      rest -= count;
    }
    throw new IllegalArgumentException(
        "candidate must be below " + block.candidates() + ". Provided value: " + number);
  }

  /** Whether a bin of this candidate's column goes left. */
  public boolean goesLeft(BinnedBlock block, int bin) {
    return bin <= threshold || (missingLeft && bin == block.valueBins(column));
  }
}
