package dev.tributary.fl.jobs.algorithm.horizontal.gbdt;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.horizontal.gbdt.BoostingSettings;
import dev.tributary.fl.jobs.algorithm.TreeGrowth;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Rules;
import dev.tributary.fl.training.BoostingParameters;
import dev.tributary.fl.training.MulticlassObjective;
import dev.tributary.fl.training.Objective;
import dev.tributary.protocol.FederationException;

/**
 * {@code train:} of {@code algorithm: horizontal-gbdt}. Every key has a default except {@code
 * objective: multiclass}, which needs {@code classes}.
 *
 * @param objectiveName what the trees fit
 * @param classes {@link MulticlassObjective#CLASSES}; for multiclass only
 * @param trees {@link BoostingParameters#TREES}; multiclass grows one tree per class and round
 * @param depth {@link BoostingParameters#DEPTH}
 * @param learningRate {@link BoostingParameters#LEARNING_RATE}
 * @param bins {@link BoostingParameters#BINS}
 * @param lambda {@link BoostingParameters#LAMBDA}
 * @param alpha {@link BoostingParameters#ALPHA}
 * @param gamma {@link BoostingParameters#GAMMA}
 * @param minChildWeight {@link BoostingParameters#MIN_CHILD_WEIGHT}
 * @param scalePosWeight {@link BoostingParameters#SCALE_POS_WEIGHT}; for binary only
 * @param rowSample {@link BoostingParameters#ROW_SAMPLE}
 * @param columnSample {@link BoostingParameters#COLUMN_SAMPLE}
 * @param earlyStoppingRounds {@link BoostingParameters#EARLY_STOPPING_ROUNDS}
 * @param seed {@link BoostingParameters#SEED}
 * @param minSideCount {@link BoostingParameters#MIN_SIDE_COUNT}, of all parties together
 */
public record BoostingSection(
    @JsonProperty("objective") String objectiveName,
    @JsonProperty("classes") Integer classes,
    @JsonProperty("trees") Integer trees,
    @JsonProperty("depth") Integer depth,
    @JsonProperty("learning-rate") Double learningRate,
    @JsonProperty("bins") Integer bins,
    @JsonProperty("lambda") Double lambda,
    @JsonProperty("alpha") Double alpha,
    @JsonProperty("gamma") Double gamma,
    @JsonProperty("min-child-weight") Double minChildWeight,
    @JsonProperty("scale-pos-weight") Double scalePosWeight,
    @JsonProperty("row-sample") Double rowSample,
    @JsonProperty("column-sample") Double columnSample,
    @JsonProperty("early-stopping-rounds") Integer earlyStoppingRounds,
    @JsonProperty("seed") Long seed,
    @JsonProperty("min-side-count") Integer minSideCount)
    implements TreeGrowth {
  public BoostingSection {
    objectiveName =
        Rules.oneOf(
            "objective", Rules.orElse(objectiveName, Objective.binary().name()), Objective.NAMES);
    trees = BoostingParameters.TREES.orPreset(trees);
    depth = BoostingParameters.DEPTH.orPreset(depth);
    learningRate = BoostingParameters.LEARNING_RATE.orPreset(learningRate);
    bins = BoostingParameters.BINS.orPreset(bins);
    lambda = BoostingParameters.LAMBDA.orPreset(lambda);
    alpha = BoostingParameters.ALPHA.orPreset(alpha);
    gamma = BoostingParameters.GAMMA.orPreset(gamma);
    minChildWeight = BoostingParameters.MIN_CHILD_WEIGHT.orPreset(minChildWeight);
    scalePosWeight = BoostingParameters.SCALE_POS_WEIGHT.orPreset(scalePosWeight);
    rowSample = BoostingParameters.ROW_SAMPLE.orPreset(rowSample);
    columnSample = BoostingParameters.COLUMN_SAMPLE.orPreset(columnSample);
    earlyStoppingRounds = BoostingParameters.EARLY_STOPPING_ROUNDS.orPreset(earlyStoppingRounds);
    seed = BoostingParameters.SEED.orPreset(seed);
    minSideCount = BoostingParameters.MIN_SIDE_COUNT.orPreset(minSideCount);
    if (Objective.takesClasses(objectiveName)) {
      MulticlassObjective.CLASSES.orPreset(Rules.required("classes", classes));
    } else if (classes != null) {
      throw FederationException.user("classes goes with objective: multiclass only");
    }
    if (scalePosWeight != 1 && !Objective.of(objectiveName, 2).hasPositives()) {
      throw FederationException.user("scale-pos-weight goes with objective: binary only");
    }
  }

  /** That of a job with this algorithm. */
  static BoostingSection of(JobFile job) {
    return job.train().section(BoostingSection.class);
  }

  @Override
  public Objective objective() {
    return Objective.of(objectiveName, classes == null ? 1 : classes);
  }

  @Override
  public double positivesCount() {
    return scalePosWeight;
  }

  /** What is grown. */
  BoostingSettings settings() {
    return new BoostingSettings(
        objective(),
        trees,
        depth,
        learningRate,
        new BoostingSettings.Splits(lambda, alpha, gamma, minChildWeight),
        new BoostingSettings.Binning(bins, minSideCount),
        new BoostingSettings.Sample(rowSample, columnSample, seed),
        scalePosWeight,
        earlyStoppingRounds);
  }
}
