package dev.tributary.fl.jobs.algorithm.gbdt;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Rules;
import dev.tributary.fl.jobs.file.Supervised;
import dev.tributary.fl.training.MulticlassObjective;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.vertical.tree.GbtParameters;
import dev.tributary.protocol.FederationException;

/**
 * How trees are trained: the keys of {@code algorithm: vertical-gbdt}. Every key has a default
 * except {@code objective: multiclass}, which needs {@code classes}.
 *
 * @param objectiveName what the trees fit
 * @param classes number of classes, 2 to 100; for multiclass only
 * @param trees {@link GbtParameters#TREES}; multiclass grows one tree per class and round
 * @param depth {@link GbtParameters#DEPTH}
 * @param learningRate {@link GbtParameters#LEARNING_RATE}
 * @param bins {@link GbtParameters#BINS}
 * @param cipher how gradients are hidden
 * @param membership whether feature parties learn nodes; the cipher's own where not given
 * @param lambda {@link GbtParameters#LAMBDA}
 * @param alpha {@link GbtParameters#ALPHA}
 * @param gamma {@link GbtParameters#GAMMA}
 * @param minChildWeight {@link GbtParameters#MIN_CHILD_WEIGHT}
 * @param scalePosWeight {@link GbtParameters#SCALE_POS_WEIGHT}; for binary only; null for 1, so
 *     that a job that does not name it has the hash that it had
 * @param rowSample {@link GbtParameters#ROW_SAMPLE}
 * @param columnSample {@link GbtParameters#COLUMN_SAMPLE}
 * @param earlyStoppingRounds {@link GbtParameters#EARLY_STOPPING_ROUNDS}
 * @param seed {@link GbtParameters#SEED}
 * @param keyBits {@link GbtParameters#KEY_BITS}; the default with another cipher, where it means
 *     nothing
 * @param sigmaOut {@link GbtParameters#SIGMA_OUT}; lattice only; null to follow from the training
 * @param minSideCount {@link GbtParameters#MIN_SIDE_COUNT}
 */
public record GbdtSection(
    @JsonProperty("objective") String objectiveName,
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
    @JsonProperty("scale-pos-weight") Double scalePosWeight,
    @JsonProperty("row-sample") Double rowSample,
    @JsonProperty("column-sample") Double columnSample,
    @JsonProperty("early-stopping-rounds") Integer earlyStoppingRounds,
    @JsonProperty("seed") Long seed,
    @JsonProperty("key-bits") Integer keyBits,
    @JsonProperty("sigma-out") Double sigmaOut,
    @JsonProperty("min-side-count") Integer minSideCount)
    implements Supervised {
  public GbdtSection {
    objectiveName =
        Rules.oneOf(
            "objective", Rules.orElse(objectiveName, Objective.binary().name()), Objective.NAMES);
    trees = GbtParameters.TREES.orPreset(trees);
    depth = GbtParameters.DEPTH.orPreset(depth);
    learningRate = GbtParameters.LEARNING_RATE.orPreset(learningRate);
    bins = GbtParameters.BINS.orPreset(bins);
    lambda = GbtParameters.LAMBDA.orPreset(lambda);
    alpha = GbtParameters.ALPHA.orPreset(alpha);
    gamma = GbtParameters.GAMMA.orPreset(gamma);
    minChildWeight = GbtParameters.MIN_CHILD_WEIGHT.orPreset(minChildWeight);
    double factor = GbtParameters.SCALE_POS_WEIGHT.orPreset(scalePosWeight);
    scalePosWeight = factor == 1 ? null : factor;
    rowSample = GbtParameters.ROW_SAMPLE.orPreset(rowSample);
    columnSample = GbtParameters.COLUMN_SAMPLE.orPreset(columnSample);
    earlyStoppingRounds = GbtParameters.EARLY_STOPPING_ROUNDS.orPreset(earlyStoppingRounds);
    minSideCount = GbtParameters.MIN_SIDE_COUNT.orPreset(minSideCount);
    seed = GbtParameters.SEED.orPreset(seed);
    keyBits = GbtParameters.KEY_BITS.orPreset(keyBits);
    sigmaOut = GbtParameters.SIGMA_OUT.orPreset(sigmaOut);
    cipher = Rules.orElse(cipher, Cipher.LATTICE);
    cipher.checkKeyBits(keyBits);
    if (sigmaOut != null) {
      cipher.checkSigmaOut();
    }
    cipher.with(membership);
    checkClasses(objectiveName, classes);
    if (scalePosWeight != null && !objective(objectiveName, classes).hasPositives()) {
      throw FederationException.user("scale-pos-weight goes with objective: binary only");
    }
  }

  /** How many times as much as another a row with label 1 counts. */
  double positivesCount() {
    return GbtParameters.SCALE_POS_WEIGHT.orPreset(scalePosWeight);
  }

  private static void checkClasses(String objective, Integer classes) {
    if (Objective.takesClasses(objective)) {
      Rules.between(
          "classes", Rules.required("classes", classes), 2, MulticlassObjective.MAX_CLASSES);
    } else if (classes != null) {
      throw FederationException.user("classes goes with objective: multiclass only");
    }
  }

  /** That of a job with this algorithm. */
  public static GbdtSection of(JobFile job) {
    return job.train().section(GbdtSection.class);
  }

  @Override
  public Objective objective() {
    return objective(objectiveName, classes);
  }

  private static Objective objective(String name, Integer classes) {
    return Objective.of(name, classes == null ? 1 : classes);
  }

  /** How gradients travel. */
  Protection protection() {
    return cipher.with(membership);
  }

  /** Whether feature parties are kept from learning which row is in which node. */
  public boolean hidesMembership() {
    return cipher.hides(protection());
  }

  @Override
  public boolean stopsByValidation() {
    return earlyStoppingRounds > 0;
  }

  /** Trees per boosting round. */
  public int treesPerRound() {
    return objective().classes();
  }
}
