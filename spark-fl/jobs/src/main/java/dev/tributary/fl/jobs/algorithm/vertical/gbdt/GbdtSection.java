package dev.tributary.fl.jobs.algorithm.vertical.gbdt;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.tributary.fl.jobs.algorithm.TreeGrowth;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Rules;
import dev.tributary.fl.training.MulticlassObjective;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Parameter;
import dev.tributary.fl.vertical.cipher.Cipher;
import dev.tributary.fl.vertical.cipher.CipherKeys;
import dev.tributary.fl.vertical.cipher.Ciphers;
import dev.tributary.fl.vertical.cipher.Protection;
import dev.tributary.fl.vertical.tree.GbtParameters;
import dev.tributary.protocol.FederationException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How trees are trained: the keys of {@code algorithm: vertical-gbdt}. Every key has a default
 * except {@code objective: multiclass}, which needs {@code classes}.
 *
 * @param objectiveName what the trees fit
 * @param classes {@link MulticlassObjective#CLASSES}; for multiclass only
 * @param trees {@link GbtParameters#TREES}; multiclass grows one tree per class and round
 * @param depth {@link GbtParameters#DEPTH}
 * @param learningRate {@link GbtParameters#LEARNING_RATE}
 * @param bins {@link GbtParameters#BINS}
 * @param cipherName how gradients are hidden, by a name of {@link Ciphers}
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
    @JsonProperty("cipher") @JsonDeserialize(using = CipherWord.class) String cipherName,
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
    implements TreeGrowth {
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
    cipherName = Rules.orElse(cipherName, Ciphers.DEFAULT.name());
    checkKeys(Ciphers.named(cipherName), cipherKeys(keyBits, sigmaOut));
    protection(Ciphers.named(cipherName), membership);
    checkClasses(objectiveName, classes);
    if (scalePosWeight != null && !objective(objectiveName, classes).hasPositives()) {
      throw FederationException.user("scale-pos-weight goes with objective: binary only");
    }
  }

  @Override
  public double positivesCount() {
    return GbtParameters.SCALE_POS_WEIGHT.orPreset(scalePosWeight);
  }

  private static void checkClasses(String objective, Integer classes) {
    if (Objective.takesClasses(objective)) {
      MulticlassObjective.CLASSES.orPreset(Rules.required("classes", classes));
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
  public Protection protection() {
    return protection(Ciphers.named(cipherName), membership);
  }

  /** In the mode that a job asks for, null for the cipher's own; USER if there is none. */
  private static Protection protection(Cipher cipher, Membership membership) {
    if (membership == null) {
      return cipher.preset();
    }
    return cipher.protections().stream()
        .filter(mode -> Membership.of(mode) == membership)
        .findFirst()
        .orElseThrow(
            () ->
                FederationException.user(
                    "membership: %s does not go with cipher: %s", membership, cipher.name()));
  }

  /** What the job says of parameters that are some cipher's own. */
  CipherKeys cipherKeys() {
    return cipherKeys(keyBits, sigmaOut);
  }

  private static CipherKeys cipherKeys(Integer keyBits, Double sigmaOut) {
    Map<Parameter<?>, Number> told = new HashMap<>();
    told.put(GbtParameters.KEY_BITS, keyBits);
    told.put(GbtParameters.SIGMA_OUT, sigmaOut);
    return CipherKeys.of(told::get);
  }

  /** USER where a job gives something other than the default to what its cipher does not have. */
  private static void checkKeys(Cipher cipher, CipherKeys given) {
    for (Parameter<?> key : Ciphers.keys()) {
      boolean asDefault = given.value(key).equals(Optional.ofNullable(key.preset()));
      if (!asDefault && !cipher.keys().contains(key)) {
        throw FederationException.user(
            "%s goes with cipher: %s only", key.name(), String.join(", ", Ciphers.having(key)));
      }
    }
  }

  /** Whether feature parties are kept from learning which row is in which node. */
  public boolean hidesMembership() {
    return protection().hidesMembership();
  }
}
