package dev.tributary.fl.horizontal.mlp;

import java.io.Serializable;
import java.util.List;

/**
 * What is trained; equal at all parties.
 *
 * @param objective what is minimised
 * @param hidden units of the layers between features and outputs, from the first; may be empty
 * @param activation of the hidden units
 * @param rounds {@link MlpParameters#ROUNDS}
 * @param local how a party trains in a round
 * @param server how a round ends
 * @param earlyStoppingRounds {@link MlpParameters#EARLY_STOPPING_ROUNDS}
 * @param seed {@link MlpParameters#SEED}, which is public
 */
public record MlpSettings(
    MlpObjective objective,
    List<Integer> hidden,
    Activation activation,
    int rounds,
    Local local,
    Server server,
    int earlyStoppingRounds,
    long seed)
    implements Serializable {
  public MlpSettings {
    hidden = List.copyOf(hidden);
    if (hidden.size() > MlpParameters.MOST_HIDDEN) {
      throw new IllegalArgumentException(
          "hidden must be at most %d layers. Provided value: %d"
              .formatted(MlpParameters.MOST_HIDDEN, hidden.size()));
    }
    hidden.forEach(MlpParameters.UNITS::require);
    MlpParameters.ROUNDS.require(rounds);
    MlpParameters.EARLY_STOPPING_ROUNDS.require(earlyStoppingRounds);
  }

  /**
   * Stochastic gradient descent over a party's own rows.
   *
   * @param epochs {@link MlpParameters#LOCAL_EPOCHS}
   * @param batch {@link MlpParameters#BATCH}
   * @param learningRate {@link MlpParameters#LEARNING_RATE}
   * @param penalty {@link MlpParameters#PENALTY}
   * @param proximal {@link MlpParameters#PROXIMAL}, 0 unless the aggregate is fedprox
   * @param shardRows {@link MlpParameters#SHARD_ROWS}
   */
  public record Local(
      int epochs, int batch, double learningRate, double penalty, double proximal, int shardRows)
      implements Serializable {
    /** With the defaults of every job. */
    public static final Local PRESET =
        new Local(
            MlpParameters.LOCAL_EPOCHS.preset(),
            MlpParameters.BATCH.preset(),
            MlpParameters.LEARNING_RATE.preset(),
            MlpParameters.PENALTY.preset(),
            0,
            MlpParameters.SHARD_ROWS.preset());

    public Local {
      MlpParameters.LOCAL_EPOCHS.require(epochs);
      MlpParameters.BATCH.require(batch);
      MlpParameters.LEARNING_RATE.require(learningRate);
      MlpParameters.PENALTY.require(penalty);
      MlpParameters.PROXIMAL.require(proximal);
      MlpParameters.SHARD_ROWS.require(shardRows);
    }
  }

  /**
   * The step of all.
   *
   * @param aggregate which one
   * @param learningRate {@link MlpParameters#SERVER_LEARNING_RATE}
   */
  public record Server(Aggregate aggregate, double learningRate) implements Serializable {
    public Server {
      MlpParameters.SERVER_LEARNING_RATE.require(learningRate);
    }

    /** With the default rate. */
    public static Server of(Aggregate aggregate) {
      return new Server(aggregate, aggregate.serverRate());
    }
  }

  /** With the defaults of every job. */
  public static MlpSettings of(MlpObjective objective) {
    return new MlpSettings(
        objective,
        List.of(MlpParameters.UNITS.preset()),
        Activation.SIGMOID,
        MlpParameters.ROUNDS.preset(),
        Local.PRESET,
        Server.of(Aggregate.FEDAVG),
        MlpParameters.EARLY_STOPPING_ROUNDS.preset(),
        MlpParameters.SEED.preset());
  }

  public MlpSettings withHidden(Activation newActivation, Integer... units) {
    return new MlpSettings(
        objective, List.of(units), newActivation, rounds, local, server, earlyStoppingRounds, seed);
  }

  public MlpSettings withRounds(int most, int newEarlyStoppingRounds) {
    return new MlpSettings(
        objective, hidden, activation, most, local, server, newEarlyStoppingRounds, seed);
  }

  public MlpSettings with(Local newLocal, Server newServer) {
    return new MlpSettings(
        objective, hidden, activation, rounds, newLocal, newServer, earlyStoppingRounds, seed);
  }

  /** The layers over some features. */
  Topology topology(int features) {
    return Topology.of(features, hidden, objective.outputs(), activation);
  }

  /**
   * Whether losses and changes of several rounds tell the moments of the rows: those of a linear
   * model under squared error.
   */
  public boolean tellsMoments() {
    return hidden.isEmpty() && objective.labels().tellsMoments();
  }
}
