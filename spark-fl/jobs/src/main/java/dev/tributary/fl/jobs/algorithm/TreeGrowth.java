package dev.tributary.fl.jobs.algorithm;

import dev.tributary.fl.jobs.file.Supervised;
import dev.tributary.fl.training.Objective;

/**
 * The section of an algorithm that grows boosted trees: the keys that all of these have, each a
 * {@code Parameter} of {@code BoostingParameters}.
 */
public interface TreeGrowth extends Supervised {
  @Override
  Objective objective();

  Integer trees();

  Integer depth();

  Double learningRate();

  Integer bins();

  Integer minSideCount();

  Double lambda();

  Double alpha();

  Double gamma();

  Double minChildWeight();

  Double rowSample();

  Double columnSample();

  Integer earlyStoppingRounds();

  Long seed();

  /** How many times as much as another a row with label 1 counts. */
  double positivesCount();

  /** Trees per boosting round. */
  default int treesPerRound() {
    return objective().classes();
  }

  @Override
  default boolean stopsByValidation() {
    return earlyStoppingRounds() > 0;
  }
}
