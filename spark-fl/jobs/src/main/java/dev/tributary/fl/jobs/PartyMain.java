package dev.tributary.fl.jobs;

import dev.tributary.fl.jobs.cli.Failures;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.PartyFile;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.PartyRun;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.Stages;
import dev.tributary.protocol.PartyId;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Entry point for {@code spark-submit}: one party of a job.
 *
 * <pre>
 * spark-submit --class dev.tributary.fl.jobs.PartyMain tributary-spark.jar \
 *     JOB.yaml --as lender --config PARTY.yaml --out DIR
 * </pre>
 */
@Command(
    name = "party",
    description = "Runs one party of a job in this Spark application.",
    mixinStandardHelpOptions = true)
public final class PartyMain implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "JOB.yaml", description = "The job, shared by all parties")
  private Path job;

  @Option(names = "--as", required = true, paramLabel = "NAME", description = "This party's name")
  private String self;

  @Option(names = "--config", required = true, paramLabel = "PARTY.yaml", description = "Its file")
  private Path config;

  @Option(names = "--run", paramLabel = "ID", description = "The run, the same at all parties")
  private String run;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where results go")
  private String out;

  public static void main(String[] arguments) {
    System.exit(Failures.commandLine(new PartyMain()).execute(arguments));
  }

  @Override
  public Integer call() {
    JobFile agreed = JobFile.read(job);
    PartyFile own = PartyFile.read(config);
    PartyId party = Application.party(agreed, self);
    own.checkAgainst(agreed, party);
    RunRequest request = new RunRequest(agreed, own, party, run == null ? agreed.job() : run, out);
    Log log = new Log(party, System.err);
    Stages stages = new Stages(log, System::nanoTime, "start Spark");
    Application.run(
        agreed.job() + " " + party, spark -> PartyRun.training(request, spark, log, stages).run());
    return 0;
  }
}
