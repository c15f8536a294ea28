package dev.tributary.fl.horizontal.mlp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the parties' training of a round becomes the next weights. */
public enum Aggregate {
  /** The mean of the parties' weights (McMahan et al. 2017, FedAvg). */
  FEDAVG(1),
  /**
   * The same of parties that are held near the weights of all while they train (Li et al. 2020,
   * FedProx).
   */
  FEDPROX(1),
  /** The mean change as a gradient of Adam (Reddi et al. 2021, FedAdam). */
  FEDADAM(0.03);

  /** Names in job files, the first by default. */
  public static final List<String> NAMES = Arrays.stream(values()).map(Aggregate::word).toList();

  private final double serverRate;

  Aggregate(double serverRate) {
    this.serverRate = serverRate;
  }

  /** {@link MlpParameters#SERVER_LEARNING_RATE} unless another is given. */
  public double serverRate() {
    return serverRate;
  }

  /** Name in job files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** That with a name. */
  public static Aggregate of(String word) {
    return Choice.of(values(), Aggregate::word, "aggregate", word);
  }
}
