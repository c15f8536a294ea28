package dev.tributary.fl.simulate.campaign;

import java.io.Serializable;

/**
 * Who applies. A person has independent latent traits of mean 0 and variance 1: {@code OWN_TRAITS}
 * that only the lender's columns reflect, then those behind the bureau's themes. With traits {@code
 * t}, {@code P(applies) = 1 / (1 + exp(-(intercept + s)))},
 *
 * <pre>s = sum_j own_j t_j + sum_k main_k t_k + sum_p pair_p t_2p t_(2p+1)</pre>
 *
 * <p>For a rare event the scores of those who apply are shifted by their variance, so a score of
 * standard deviation {@code d} has an AUC near {@code Phi(d / sqrt 2)}: {@value #OWN_SPREAD} gives
 * 0.62 for the lender's traits, known exactly, and all of them together about 0.92. Columns are
 * noisy views of single traits, so every one of them alone stays near 0.5.
 */
final class Applicants implements Serializable {
  private static final long serialVersionUID = 1L;

  static final int OWN_TRAITS = 8;
  private static final int OWN_INFORMATIVE = 5;
  private static final double OWN_SPREAD = 0.45;
  private static final double MAIN_SPREAD = 1.85;
  private static final double PAIR_SPREAD = 0.5;
  private static final int CALIBRATION_PEOPLE = 100_000;

  private static final long TRAIT_STREAM = 1;
  private static final long LABEL_STREAM = 2;
  private static final long WEIGHT_STREAM = 3;

  private final long seed;
  private final double[] own = new double[OWN_TRAITS];
  private final double[] main;
  private final double[] pair;
  private final double intercept;

  Applicants(CampaignSpec spec, int themes, int informative) {
    seed = spec.seed();
    CounterRandom random = new CounterRandom(seed, WEIGHT_STREAM, 0);
    System.arraycopy(weights(random, OWN_INFORMATIVE, OWN_SPREAD), 0, own, 0, OWN_INFORMATIVE);
    main = new double[themes];
    System.arraycopy(weights(random, informative, MAIN_SPREAD), 0, main, 0, informative);
    pair = weights(random, informative / 2, PAIR_SPREAD);
    intercept = calibrate(spec.positiveRate());
  }

  /** Latent traits of a person: own first, then one per theme. */
  double[] traits(long person) {
    CounterRandom random = new CounterRandom(seed, TRAIT_STREAM, person);
    double[] traits = new double[OWN_TRAITS + main.length];
    for (int t = 0; t < traits.length; t++) {
      traits[t] = random.nextNormal();
    }
    return traits;
  }

  /** 1 if the person applies, otherwise 0. */
  int label(long person, double[] traits) {
    double uniform = new CounterRandom(seed, LABEL_STREAM, person).nextUniform();
    return uniform < probability(intercept + score(traits)) ? 1 : 0;
  }

  /** Log odds without the intercept. */
  double score(double[] traits) {
    double sum = 0;
    for (int j = 0; j < own.length; j++) {
      sum += own[j] * traits[j];
    }
    for (int k = 0; k < main.length; k++) {
      sum += main[k] * traits[OWN_TRAITS + k];
    }
    for (int p = 0; p < pair.length; p++) {
      sum += pair[p] * traits[OWN_TRAITS + 2 * p] * traits[OWN_TRAITS + 2 * p + 1];
    }
    return sum;
  }

  /** Random signs, sizes within 20 % of each other, root of the sum of squares {@code spread}. */
  private static double[] weights(CounterRandom random, int count, double spread) {
    double[] weights = new double[count];
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double size = 0.9 + 0.2 * random.nextUniform();
      weights[i] = random.nextUniform() < 0.5 ? -size : size;
      squares += size * size;
    }
    for (int i = 0; i < count; i++) {
      weights[i] *= spread / Math.sqrt(squares);
    }
    return weights;
  }

  /** The intercept that gives the wanted rate among people who are in nobody's table. */
  private double calibrate(double rate) {
    double[] scores = new double[CALIBRATION_PEOPLE];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = score(traits(-1L - i));
    }
    double low = -40;
    double high = 20;
    for (int i = 0; i < 50; i++) {
      double middle = (low + high) / 2;
      double sum = 0;
      for (double s : scores) {
        sum += probability(middle + s);
      }
      if (sum < rate * scores.length) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double probability(double logOdds) {
    return 1 / (1 + StrictMath.exp(-logOdds));
  }
}
