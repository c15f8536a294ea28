package dev.tributary.fl.jobs.algorithm.horizontal.mlp;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.horizontal.glm.GlmObjective;
import dev.tributary.fl.horizontal.mlp.Activation;
import dev.tributary.fl.horizontal.mlp.Aggregate;
import dev.tributary.fl.horizontal.mlp.MlpObjective;
import dev.tributary.fl.horizontal.mlp.MlpParameters;
import dev.tributary.fl.horizontal.mlp.MlpSettings;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Rules;
import dev.tributary.fl.jobs.file.Supervised;
import dev.tributary.fl.training.MulticlassObjective;
import dev.tributary.protocol.FederationException;
import java.util.List;

/**
 * {@code train:} of {@code algorithm: horizontal-mlp}. Every key has a default except {@code
 * objective: multiclass}, which needs {@code classes}.
 *
 * @param objectiveName what is minimised
 * @param classes {@link MulticlassObjective#CLASSES}; for multiclass only
 * @param hidden {@link MlpParameters#UNITS} of every hidden layer; {@code []} for none
 * @param activationName of the hidden units
 * @param rounds {@link MlpParameters#ROUNDS}
 * @param localEpochs {@link MlpParameters#LOCAL_EPOCHS}
 * @param batch {@link MlpParameters#BATCH}
 * @param learningRate {@link MlpParameters#LEARNING_RATE}
 * @param penalty {@link MlpParameters#PENALTY}
 * @param aggregateName how a round ends
 * @param proximal {@link MlpParameters#PROXIMAL}; for fedprox only
 * @param serverLearningRate {@link MlpParameters#SERVER_LEARNING_RATE}; by default as {@link
 *     Aggregate#serverRate} has it
 * @param earlyStoppingRounds {@link MlpParameters#EARLY_STOPPING_ROUNDS}
 * @param shardRows {@link MlpParameters#SHARD_ROWS}
 * @param seed {@link MlpParameters#SEED}
 */
public record MlpSection(
    @JsonProperty("objective") String objectiveName,
    @JsonProperty("classes") Integer classes,
    @JsonProperty("hidden") List<Integer> hidden,
    @JsonProperty("activation") String activationName,
    @JsonProperty("rounds") Integer rounds,
    @JsonProperty("local-epochs") Integer localEpochs,
    @JsonProperty("batch") Integer batch,
    @JsonProperty("learning-rate") Double learningRate,
    @JsonProperty("penalty") Double penalty,
    @JsonProperty("aggregate") String aggregateName,
    @JsonProperty("proximal") Double proximal,
    @JsonProperty("server-learning-rate") Double serverLearningRate,
    @JsonProperty("early-stopping-rounds") Integer earlyStoppingRounds,
    @JsonProperty("shard-rows") Integer shardRows,
    @JsonProperty("seed") Long seed)
    implements Supervised {
  public MlpSection {
    objectiveName =
        Rules.oneOf(
            "objective",
            Rules.orElse(objectiveName, MlpObjective.NAMES.get(0)),
            MlpObjective.NAMES);
    hidden = checked(Rules.orElse(hidden, List.of(MlpParameters.UNITS.preset())));
    activationName =
        Rules.oneOf(
            "activation", Rules.orElse(activationName, Activation.NAMES.get(0)), Activation.NAMES);
    rounds = MlpParameters.ROUNDS.orPreset(rounds);
    localEpochs = MlpParameters.LOCAL_EPOCHS.orPreset(localEpochs);
    batch = MlpParameters.BATCH.orPreset(batch);
    learningRate = MlpParameters.LEARNING_RATE.orPreset(learningRate);
    penalty = MlpParameters.PENALTY.orPreset(penalty);
    aggregateName =
        Rules.oneOf(
            "aggregate", Rules.orElse(aggregateName, Aggregate.NAMES.get(0)), Aggregate.NAMES);
    boolean isProximal = Aggregate.of(aggregateName) == Aggregate.FEDPROX;
    if (proximal != null && !isProximal) {
      throw FederationException.user("proximal goes with aggregate: fedprox only");
    }
    proximal = isProximal ? MlpParameters.PROXIMAL.orPreset(proximal) : null;
    serverLearningRate =
        Rules.orElse(
            MlpParameters.SERVER_LEARNING_RATE.orPreset(serverLearningRate),
            Aggregate.of(aggregateName).serverRate());
    earlyStoppingRounds = MlpParameters.EARLY_STOPPING_ROUNDS.orPreset(earlyStoppingRounds);
    shardRows = MlpParameters.SHARD_ROWS.orPreset(shardRows);
    seed = MlpParameters.SEED.orPreset(seed);
    if (GlmObjective.takesClasses(objectiveName)) {
      MulticlassObjective.CLASSES.orPreset(Rules.required("classes", classes));
    } else if (classes != null) {
      throw FederationException.user("classes goes with objective: multiclass only");
    }
  }

  private static List<Integer> checked(List<Integer> hidden) {
    if (hidden.size() > MlpParameters.MOST_HIDDEN) {
      throw FederationException.user(
          "hidden must be at most %d layers. Provided value: %d",
          MlpParameters.MOST_HIDDEN, hidden.size());
    }
    return hidden.stream().map(units -> MlpParameters.UNITS.orPreset(units)).toList();
  }

  /** That of a job with this algorithm. */
  static MlpSection of(JobFile job) {
    return job.train().section(MlpSection.class);
  }

  @Override
  public GlmObjective objective() {
    return fitted().labels();
  }

  @Override
  public boolean stopsByValidation() {
    return earlyStoppingRounds > 0;
  }

  /** What the network is fitted to. */
  MlpObjective fitted() {
    return new MlpObjective(objectiveName, classes == null ? 0 : classes);
  }

  /** What is trained, by local steps of {@code learning-rate}. */
  MlpSettings settings() {
    return new MlpSettings(
        fitted(),
        hidden,
        Activation.of(activationName),
        rounds,
        new MlpSettings.Local(
            localEpochs, batch, learningRate, penalty, proximal == null ? 0 : proximal, shardRows),
        new MlpSettings.Server(Aggregate.of(aggregateName), serverLearningRate),
        earlyStoppingRounds,
        seed);
  }
}
