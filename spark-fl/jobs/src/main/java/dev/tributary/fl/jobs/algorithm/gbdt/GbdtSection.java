package dev.tributary.fl.jobs.algorithm.gbdt;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Objective;
import dev.tributary.fl.jobs.file.Rules;
import dev.tributary.fl.jobs.file.Supervised;
import dev.tributary.fl.spark.data.LayoutSettings;
import dev.tributary.protocol.FederationException;
import java.util.List;

/**
 * How trees are trained: the keys of {@code algorithm: vertical-gbdt}. Every key has a default
 * except {@code objective: multiclass}, which needs {@code classes}.
 *
 * @param objective what the trees fit
 * @param classes number of classes, 2 to 100; for multiclass only
 * @param trees boosting rounds, 1 to 100,000; multiclass grows one tree per class and round
 * @param depth levels of a tree, 1 to 10
 * @param learningRate shrinkage of each tree, above 0 and at most 1
 * @param bins most value bins of a feature, 2 to 255
 * @param cipher how gradients are hidden
 * @param membership whether feature parties learn nodes; the cipher's own where not given
 * @param lambda L2 penalty on leaf weights, at least 0
 * @param alpha L1 penalty on leaf weights, at least 0
 * @param gamma least gain of a split, at least 0
 * @param minChildWeight least sum of hessians in a child, at least 0
 * @param rowSample share of rows per round, above 0 and at most 1
 * @param columnSample share of features per tree, above 0 and at most 1
 * @param earlyStoppingRounds rounds without gain on the validation rows before the end; 0: never
 * @param seed of the sampling
 * @param keyBits Paillier modulus: 2048, 3072 or 4096; 2048 with another cipher, where it means
 *     nothing
 * @param sigmaOut noise of each sum a feature party answers, in gradients; lattice only; null to
 *     follow from the training
 * @param minSideCount fewest rows in a bin, at least 1
 */
public record GbdtSection(
    @JsonProperty("objective") Objective objective,
    @JsonProperty("classes") Integer classes,
    @JsonProperty("trees") Integer trees,
    @JsonProperty("depth") Integer depth,
    @JsonProperty("learning-rate") Double learningRate,
    @JsonProperty("bins") Integer bins,
    @JsonProperty("cipher") Cipher cipher,
    @JsonProperty("membership") Membership membership,
    @JsonProperty("lambda") Double lambda,
    @JsonProperty("alpha") Double alpha,
    @JsonProperty("gamma") Double gamma,
    @JsonProperty("min-child-weight") Double minChildWeight,
    @JsonProperty("row-sample") Double rowSample,
    @JsonProperty("column-sample") Double columnSample,
    @JsonProperty("early-stopping-rounds") Integer earlyStoppingRounds,
    @JsonProperty("seed") Long seed,
    @JsonProperty("key-bits") Integer keyBits,
    @JsonProperty("sigma-out") Double sigmaOut,
    @JsonProperty("min-side-count") Integer minSideCount)
    implements Supervised {
  private static final double LARGE = 1e9;
  private static final int LEAST_KEY_BITS = 2048;
  private static final List<Integer> KEY_BITS = List.of(LEAST_KEY_BITS, 3072, 4096);

  public GbdtSection {
    objective = Rules.orElse(objective, Objective.BINARY);
    trees = Rules.between("trees", Rules.orElse(trees, 50), 1, 100_000);
    depth = Rules.between("depth", Rules.orElse(depth, 5), 1, 10);
    learningRate = Rules.above("learning-rate", Rules.orElse(learningRate, 0.1), 0, 1);
    bins = Rules.between("bins", Rules.orElse(bins, 32), 2, 255);
    cipher = Rules.orElse(cipher, Cipher.LATTICE);
    lambda = Rules.between("lambda", Rules.orElse(lambda, 0.1), 0, LARGE);
    alpha = Rules.between("alpha", Rules.orElse(alpha, 0.0), 0, LARGE);
    gamma = Rules.between("gamma", Rules.orElse(gamma, 0.001), 0, LARGE);
    minChildWeight = Rules.between("min-child-weight", Rules.orElse(minChildWeight, 0.0), 0, LARGE);
    rowSample = Rules.above("row-sample", Rules.orElse(rowSample, 1.0), 0, 1);
    columnSample = Rules.above("column-sample", Rules.orElse(columnSample, 1.0), 0, 1);
    earlyStoppingRounds =
        Rules.between("early-stopping-rounds", Rules.orElse(earlyStoppingRounds, 0), 0, 10_000);
    seed = Rules.orElse(seed, 7L);
    keyBits = Rules.orElse(keyBits, LEAST_KEY_BITS);
    minSideCount =
        Rules.between(
            "min-side-count",
            Rules.orElse(minSideCount, LayoutSettings.MIN_SIDE_COUNT),
            1,
            1 << 30);
    if (!KEY_BITS.contains(keyBits)) {
      throw FederationException.user(
          "key-bits must be one of %s; less is not safe. Provided value: %d", KEY_BITS, keyBits);
    }
    if (keyBits != LEAST_KEY_BITS && cipher != Cipher.PAILLIER) {
      throw FederationException.user("key-bits goes with cipher: paillier only");
    }
    checkClasses(objective, classes);
    sigmaOut = checkCipher(cipher, membership, sigmaOut);
  }

  private static void checkClasses(Objective objective, Integer classes) {
    if (objective == Objective.MULTICLASS) {
      Rules.between("classes", Rules.required("classes", classes), 2, 100);
    } else if (classes != null) {
      throw FederationException.user("classes goes with objective: multiclass only");
    }
  }

  private static Double checkCipher(Cipher cipher, Membership membership, Double sigmaOut) {
    if (cipher == Cipher.LATTICE && membership == Membership.REVEALED) {
      throw FederationException.user(
          "membership: revealed does not go with cipher: lattice, which hides it");
    }
    if (cipher == Cipher.PLAIN && membership == Membership.HIDDEN) {
      throw FederationException.user("membership: hidden does not go with cipher: plain");
    }
    if (cipher == Cipher.LATTICE) {
      return sigmaOut == null ? null : Rules.above("sigma-out", sigmaOut, 0, LARGE);
    }
    if (sigmaOut != null) {
      throw FederationException.user("sigma-out goes with cipher: lattice only");
    }
    return null;
  }

  /** That of a job with this algorithm. */
  public static GbdtSection of(JobFile job) {
    return job.train().section(GbdtSection.class);
  }

  /** Whether feature parties are kept from learning which row is in which node. */
  public boolean hidesMembership() {
    return cipher == Cipher.LATTICE || membership == Membership.HIDDEN;
  }

  @Override
  public boolean stopsByValidation() {
    return earlyStoppingRounds > 0;
  }

  /** Trees per boosting round. */
  public int treesPerRound() {
    return objective == Objective.MULTICLASS ? classes : 1;
  }
}
