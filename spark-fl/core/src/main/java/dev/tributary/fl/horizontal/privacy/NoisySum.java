package dev.tributary.fl.horizontal.privacy;

import dev.tributary.crypto.noise.DiscreteGaussian;
import dev.tributary.crypto.random.SecureSource;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.protocol.PartyId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sums to which every party adds its share of the noise of a plan, before anything is masked. A
 * total that the plan does not have, or has no more of, is refused: what is not accounted for does
 * not leave.
 *
 * <p>Noise is drawn once a total, on the driver. Closing it leaves the sum below open.
 */
public final class NoisySum implements SecureSum {
  private final SecureSum sum;
  private final PrivacyPlan plan;
  private final SecureSource source;
  private final Map<String, Integer> opened = new HashMap<>();

  /**
   * @param sum over the same parties at all of them
   * @param source of protecting randomness, this party's own
   */
  public NoisySum(SecureSum sum, PrivacyPlan plan, SecureSource source) {
    this.sum = sum;
    this.plan = plan;
    this.source = source;
  }

  @Override
  public Total total(String purpose, long[] words) {
    return checked(sum.total(purpose, noisy(purpose, words)));
  }

  @Override
  public Optional<Total> totalAmong(List<PartyId> parties, String purpose, long[] words) {
    return sum.totalAmong(parties, purpose, noisy(purpose, words)).map(this::checked);
  }

  private long[] noisy(String purpose, long[] words) {
    Release release = plan.release(purpose);
    if (words.length != release.words()) {
      throw new IllegalStateException(
          "the privacy plan has sums of %s of %d words. Provided value: %d"
              .formatted(purpose, release.words(), words.length));
    }
    if (opened.merge(purpose, 1, Integer::sum) > release.times()) {
      throw new IllegalStateException(
          "the privacy plan has %d sums of %s and all are opened: nothing was sent"
              .formatted(release.times(), purpose));
    }
    DiscreteGaussian noise = plan.noise(release);
    long[] noisy = words.clone();
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] += noise.next(source);
    }
    return noisy;
  }

  private Total checked(Total total) {
    if (total.parties().size() < plan.shares().parties()) {
      throw new IllegalStateException(
          "a total of %d parties has less noise than its plan, which is for %d at least"
              .formatted(total.parties().size(), plan.shares().parties()));
    }
    return total;
  }

  @Override
  public Map<PartyId, Duration> lost() {
    return sum.lost();
  }

  @Override
  public void close() {}
}
