package dev.tributary.fl.jobs;

import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.data.DataProfile;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.PartyFile;
import dev.tributary.fl.jobs.plan.PlanInput;
import dev.tributary.fl.jobs.plan.PlanText;
import dev.tributary.fl.jobs.run.Safeguards;
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

  @Option(names = "--out", paramLabel = "DIR", description = "Where results of the run will go")
  private String out;

  @Option(names = "--columns", description = "Name all feature columns")
  private boolean columns;

  public static void main(String[] arguments) {
    System.exit(Failures.commandLine(new PlanMain()).execute(arguments));
  }

  @Override
  public Integer call() {
    JobFile agreed = options.job();
    PartyId party = options.party(agreed);
    PartyFile own = config == null ? null : PartyFile.read(config);
    TableSource data = own == null ? simulated(agreed, party) : own.data();
    if (own != null) {
      own.checkAgainst(agreed, party);
    }
    new SplitDraw(agreed);
    Application.run(
        "plan " + agreed.job() + " " + party,
        spark -> {
          String results = JobOptions.results(agreed, party, out);
          Safeguards safeguards =
              own == null ? Safeguards.COMPLETE : Safeguards.of(spark, agreed, own, results);
          PlanInput input =
              new PlanInput(
                  agreed,
                  party,
                  data,
                  DataProfile.of(spark, agreed, data),
                  safeguards,
                  columns ? PlanInput.Columns.ALL : PlanInput.Columns.SOME);
          System.out.print(PlanText.of(input, Algorithms.of(agreed).plan(input)));
          System.out.flush();
          safeguards.require();
        });
    return 0;
  }

  /** A simulation pins keys and makes folders itself. */
  private static TableSource simulated(JobFile agreed, PartyId party) {
    if (agreed.simulate() == null || !agreed.simulate().containsKey(party.name())) {
      throw FederationException.user(
          "--config PARTY.yaml must be given: the job has no simulate.%s section", party);
    }
    TableSource data = agreed.simulate().get(party.name()).data();
    agreed.checkData(party, data);
    return data;
  }
}
