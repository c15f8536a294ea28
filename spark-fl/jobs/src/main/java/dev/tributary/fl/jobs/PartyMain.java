package dev.tributary.fl.jobs;

import dev.tributary.fl.jobs.cli.Failures;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.PartyFile;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.PartyRun;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.Stages;
import dev.tributary.fl.spark.SparkSettings;
import dev.tributary.protocol.PartyId;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
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
    PartyId party = own.id();
    if (!party.name().equals(self)) {
      party = new PartyId(self);
    }
    RunRequest request = new RunRequest(agreed, own, party, run == null ? agreed.job() : run, out);
    Log log = new Log(party, System.err);
    Stages stages = new Stages(log, System::nanoTime, "start Spark");
    SparkConf conf = SparkSettings.apply(new SparkConf());
    SparkSession spark =
        SparkSession.builder()
            .config(conf)
            .appName("tributary " + agreed.job() + " " + party)
            .getOrCreate();
    try {
      spark.sparkContext().setLogLevel("ERROR");
      new PartyRun(request, spark, log, stages).run();
    } finally {
      spark.stop();
    }
    return 0;
  }
}
