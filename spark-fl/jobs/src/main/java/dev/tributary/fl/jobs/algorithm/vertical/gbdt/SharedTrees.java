package dev.tributary.fl.jobs.algorithm.vertical.gbdt;

import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.algorithm.Algorithm;
import dev.tributary.fl.jobs.file.EvaluateSection;
import dev.tributary.fl.jobs.file.SplitSection;
import dev.tributary.fl.jobs.file.TrainSection;
import dev.tributary.protocol.FederationException;
import java.util.List;

/** Boosted trees whose splits feature parties keep. */
public abstract class SharedTrees implements Algorithm {
  @Override
  public final Class<GbdtSection> section() {
    return GbdtSection.class;
  }

  @Override
  public final void check(TrainSection train, SplitSection split, EvaluateSection evaluate) {
    boolean stops = train.section(GbdtSection.class).earlyStoppingRounds() > 0;
    if (stops && !split.validates()) {
      throw FederationException.user(
          "train.early-stopping-rounds needs validation rows: give split.validation");
    }
  }

  @Override
  public final void checkData(TrainSection train, TableSource data) {
    if (train.section(GbdtSection.class).treesPerRound() > 1 && !data.monotone().isEmpty()) {
      throw FederationException.user("data.monotone does not go with objective: multiclass");
    }
  }

  @Override
  public final List<String> results() {
    return List.of(ImportancesFile.NAME);
  }
}
