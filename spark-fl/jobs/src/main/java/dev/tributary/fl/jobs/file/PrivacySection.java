package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.horizontal.privacy.PrivacyParameters;
import dev.tributary.protocol.FederationException;

/**
 * What a run may tell of any one row: {@code privacy:}. Noise that hides single rows is added to
 * all totals about rows, in shares of the parties.
 *
 * @param epsilon {@link PrivacyParameters#EPSILON}
 * @param delta {@link PrivacyParameters#DELTA}
 * @param colluding {@link PrivacyParameters#COLLUDING}
 * @param clip {@link PrivacyParameters#CLIP}
 * @param learningRate {@link PrivacyParameters#LEARNING_RATE}
 */
public record PrivacySection(
    @JsonProperty("epsilon") Double epsilon,
    @JsonProperty("delta") Double delta,
    @JsonProperty("colluding") Integer colluding,
    @JsonProperty("clip") Double clip,
    @JsonProperty("learning-rate") Double learningRate) {
  public PrivacySection {
    epsilon = PrivacyParameters.EPSILON.orPreset(Rules.required("privacy.epsilon", epsilon));
    delta = PrivacyParameters.DELTA.orPreset(Rules.required("privacy.delta", delta));
    colluding = PrivacyParameters.COLLUDING.orPreset(colluding);
    clip = PrivacyParameters.CLIP.orPreset(clip);
    learningRate = PrivacyParameters.LEARNING_RATE.orPreset(learningRate);
  }

  /**
   * With every default; USER where more collude than masks withstand: so many could open one
   * party's vector, in which there is that one's noise alone.
   *
   * @param sum how they sum
   */
  PrivacySection among(SumSection sum) {
    int most = sum.threshold() - 1;
    int meant = Rules.orElse(colluding, most);
    if (meant > most) {
      throw FederationException.user(
          "privacy.colluding must be 1 to %d, fewer than sum.threshold: as many as that can open"
              + " one party's vector. Provided value: %d",
          most, meant);
    }
    return new PrivacySection(epsilon, delta, meant, clip, learningRate);
  }

  /** What it promises, and what it does not, in plain words. */
  public String words() {
    return "Differential privacy of single rows: with any one row or without it, whatever totals the"
        + " other parties see are equally likely up to a factor of e^"
        + epsilon
        + ", but for a chance of "
        + delta
        + ", as long as no more than "
        + colluding
        + (colluding == 1 ? " party pools" : " parties pool")
        + " what they know. A row is protected, not a person: somebody with several rows is"
        + " protected less. Every run of this job spends its own budget, also one that ends with an"
        + " error after its first sums; what runs about the same rows spend adds up, and nobody but"
        + " you counts it.";
  }
}
