package dev.tributary.fl.jobs;

import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.PartyFile;
import dev.tributary.fl.jobs.plan.PlanInput;
import dev.tributary.fl.jobs.plan.PlanText;
import dev.tributary.fl.jobs.run.ClusterProtection;
import dev.tributary.fl.jobs.run.DataProfile;
import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Entry point for {@code spark-submit}: the dry run of one party. Opens no connection to any other
 * party or the aggregator.
 */
@Command(
    name = "plan",
    description = "Says what a run would read, send and reveal, in this Spark application.",
    mixinStandardHelpOptions = true)
public final class PlanMain implements Callable<Integer> {
  @Mixin private JobOptions options;

  @Option(names = "--config", paramLabel = "PARTY.yaml", description = "Its file")
  private Path config;

  @Option(names = "--columns", description = "Name all feature columns")
  private boolean columns;

  public static void main(String[] arguments) {
    System.exit(Failures.commandLine(new PlanMain()).execute(arguments));
  }

  @Override
  public Integer call() {
    JobFile agreed = options.job();
    PartyId party = options.party(agreed);
    TableSource data = data(agreed, party);
    new SplitDraw(agreed);
    PlanInput.Pins pins = config == null ? PlanInput.Pins.BY_SIMULATION : PlanInput.Pins.BY_JOB;
    Application.run(
        "plan " + agreed.job() + " " + party,
        spark -> {
          PlanInput input =
              new PlanInput(
                  agreed,
                  party,
                  data,
                  DataProfile.of(spark, agreed, data),
                  ClusterProtection.of(spark),
                  pins,
                  columns ? PlanInput.Columns.ALL : PlanInput.Columns.SOME);
          System.out.print(PlanText.of(input, Algorithms.of(agreed).plan(input)));
        });
    return 0;
  }

  private TableSource data(JobFile agreed, PartyId party) {
    if (config != null) {
      PartyFile own = PartyFile.read(config);
      own.checkAgainst(agreed, party);
      return own.data();
    }
    if (agreed.simulate() == null || !agreed.simulate().containsKey(party.name())) {
      throw FederationException.user(
          "--config PARTY.yaml must be given: the job has no simulate.%s section", party);
    }
    TableSource data = agreed.simulate().get(party.name()).data();
    agreed.checkData(party, data);
    return data;
  }
}
