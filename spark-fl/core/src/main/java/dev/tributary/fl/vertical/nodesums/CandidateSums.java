package dev.tributary.fl.vertical.nodesums;

import dev.tributary.fl.training.GradientPairs;
import dev.tributary.fl.training.SumNoise;

/**
 * Left sums of gradients and hessians of one party's split candidates, per channel, in the fixed
 * point of {@link GradientPairs}. Candidate ids are opaque numbers {@code 0 .. candidates - 1}.
 */
public final class CandidateSums {
  private final int candidates;
  private final int channels;
  private final long[] gradients;
  private final long[] hessians;
  private final SumNoise noise;

  /**
   * Exact sums.
   *
   * @param gradients index {@code candidate * channels + channel}; not copied
   * @param hessians the same
   */
  public CandidateSums(int candidates, int channels, long[] gradients, long[] hessians) {
    this(candidates, channels, gradients, hessians, SumNoise.NONE);
  }

  /** Sums with noise. */
  public CandidateSums(
      int candidates, int channels, long[] gradients, long[] hessians, SumNoise noise) {
    if (gradients.length != Math.multiplyExact(candidates, channels)
        || hessians.length != gradients.length) {
      throw new IllegalArgumentException(
          "sums must have candidates x channels entries. Provided value: "
              + gradients.length
              + ", "
              + hessians.length);
    }
    this.candidates = candidates;
    this.channels = channels;
    this.gradients = gradients;
    this.hessians = hessians;
    this.noise = noise;
  }

  public int candidates() {
    return candidates;
  }

  public int channels() {
    return channels;
  }

  public long gradient(int candidate, int channel) {
    return gradients[candidate * channels + channel];
  }

  public long hessian(int candidate, int channel) {
    return hessians[candidate * channels + channel];
  }

  /** The noise on every sum. */
  public SumNoise noise() {
    return noise;
  }
}
