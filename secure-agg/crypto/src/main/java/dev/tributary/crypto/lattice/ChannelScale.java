package dev.tributary.crypto.lattice;

import java.io.Serializable;

/**
 * How the values of one kind of channel (gradients, hessians) sit in Z_q.
 *
 * @param delta units of Z_q per unit of the value, above 0; known to both parties
 * @param flood standard deviation, in units of Z_q, of the flood that the owner who does not get
 *     the result adds, above 0
 */
public record ChannelScale(double delta, double flood) implements Serializable {
  public ChannelScale {
    if (!(delta > 0 && flood > 0 && Double.isFinite(delta) && Double.isFinite(flood))) {
      throw new IllegalArgumentException(
          "delta and flood must be finite and above 0. Provided value: " + delta + ", " + flood);
    }
  }

  /** The word of a value. */
  public long encode(double value) {
    return (long) Math.rint(delta * value);
  }

  /** The sum that a centred word stands for. */
  public double decode(long word) {
    return word / delta;
  }

  /** Standard deviation of the noise on a decoded sum, in units of the value. */
  public double sigma() {
    return flood / delta;
  }
}
