package dev.tributary.fl.jobs.run;

import dev.tributary.fl.jobs.file.TrainSection;
import dev.tributary.fl.tree.Objective;
import dev.tributary.fl.tree.TreeParameters;

/** The job's {@code train:} section in the terms of the tree protocol. */
final class Parameters {
  private Parameters() {}

  static TreeParameters trees(TrainSection train) {
    return new TreeParameters(
        train.trees(),
        train.depth(),
        train.learningRate(),
        train.lambda(),
        train.alpha(),
        train.gamma(),
        train.minChildWeight(),
        train.rowSample(),
        train.columnSample(),
        train.earlyStoppingRounds(),
        train.seed());
  }

  static Objective objective(TrainSection train) {
    return Objective.of(train.objective().toString(), train.treesPerRound());
  }
}
