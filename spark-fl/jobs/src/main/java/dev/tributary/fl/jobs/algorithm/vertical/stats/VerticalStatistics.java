package dev.tributary.fl.jobs.algorithm.vertical.stats;

import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.algorithm.Unscored;
import dev.tributary.fl.jobs.algorithm.UnusedKeys;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.TrainSection;
import dev.tributary.fl.jobs.plan.AlgorithmPlan;
import dev.tributary.fl.jobs.plan.PlanInput;
import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.Task;
import dev.tributary.fl.spark.stats.VerticalStats;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Profiles of the people that all parties have; trains nothing. */
public final class VerticalStatistics implements Unscored {
  private static final String NAME = VerticalStats.ALGORITHM;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<StatsSection> section() {
    return StatsSection.class;
  }

  @Override
  public void checkData(TrainSection train, TableSource data) {
    UnusedKeys.refuseWeight(NAME, data);
  }

  @Override
  public Task training(RunRequest request, Log log) {
    return new StatsRun(request);
  }

  @Override
  public FederationException refusal() {
    return Unscored.nothingTrained(NAME);
  }

  @Override
  public List<String> results() {
    return List.of();
  }

  @Override
  public AlgorithmPlan plan(PlanInput plan) {
    Map<PartyId, List<String>> exchanges = new LinkedHashMap<>();
    for (PartyId other : plan.job().partyIds()) {
      if (!other.equals(plan.self())) {
        exchanges.put(
            other,
            List.of(
                "with "
                    + other
                    + ", once, both ways: the number of columns and of missing cells among the"
                    + " common rows"));
      }
    }
    return new AlgorithmPlan(exchanges, disclosure(plan.job()), List.of());
  }

  @Override
  public Disclosure disclosure(JobFile job) {
    return new StatsDisclosure();
  }
}
