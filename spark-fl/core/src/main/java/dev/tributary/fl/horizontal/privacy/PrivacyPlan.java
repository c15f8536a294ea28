package dev.tributary.fl.horizontal.privacy;

import dev.tributary.crypto.noise.DiscreteGaussian;
import java.util.List;

/**
 * Which totals a run opens and how much noise is in each, fixed before the first: the accountant.
 * What totals tell adds up in zero-concentrated privacy, whatever is made of them and however later
 * ones depend on earlier ones.
 *
 * @param budget of the run
 * @param shares how the noise is divided
 * @param releases what is opened; their shares add up to 1 at most
 */
public record PrivacyPlan(PrivacyBudget budget, NoiseShares shares, List<Release> releases) {
  public PrivacyPlan {
    releases = List.copyOf(releases);
    double all = releases.stream().mapToDouble(Release::share).sum();
    if (all > 1 + 1e-12) {
      throw new IllegalArgumentException(
          "shares of a budget must add up to 1 at most. Provided value: " + all);
    }
  }

  /**
   * What is planned of one purpose.
   *
   * @throws IllegalStateException if nothing is
   */
  Release release(String purpose) {
    return releases.stream()
        .filter(release -> release.purpose().equals(purpose))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the privacy plan has no sum of " + purpose + ": nothing was sent"));
  }

  /** Noise that this party adds to every word. */
  DiscreteGaussian noise(Release release) {
    double each = budget.rho() * release.share() / release.times();
    return shares.share(release.sensitivity() * release.sensitivity() / (2 * each));
  }

  /**
   * Deviation of the noise in every word of a total over some parties, in units.
   *
   * @param parties how many are in it
   */
  public double deviation(String purpose, int parties) {
    return Math.sqrt(parties * noise(release(purpose)).variance().doubleValue());
  }

  /** How many totals are opened at most. */
  public int sums() {
    return releases.stream().mapToInt(Release::times).sum();
  }

  /** Words of all of them. */
  public long words() {
    return releases.stream().mapToLong(release -> (long) release.times() * release.words()).sum();
  }

  /** What all totals tell at most, in zero-concentrated privacy, from the noise as it is drawn. */
  public double rho() {
    double rho = 0;
    for (Release release : releases) {
      rho += release.times() * shares.rho(noise(release), release.sensitivity(), release.words());
    }
    return rho;
  }

  /** The same as an epsilon with the budget's delta; not above the budget's. */
  public double epsilon() {
    return ZeroConcentrated.epsilon(rho(), budget.delta());
  }
}
