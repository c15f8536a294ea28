package dev.tributary.fl.jobs.cli;

import dev.tributary.fl.jobs.JobOptions;
import dev.tributary.fl.jobs.ScoreMain;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.PartyFile;
import dev.tributary.fl.jobs.run.Fallback;
import dev.tributary.fl.jobs.run.ModelUse;
import dev.tributary.fl.jobs.submit.Foreground;
import dev.tributary.fl.jobs.submit.Installation;
import dev.tributary.fl.jobs.submit.SparkSubmit;
import dev.tributary.protocol.FederationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tributary score}. */
@Command(
    name = "score",
    description = {
      "Scores rows with a stored model, across the parties that trained it. The rows are those of"
          + " each party's data: section; only the label party gets scores, of"
          + " every row.",
      "With --as and --config: one party, through spark-submit; --model is the model/ folder of its"
          + " training. Without: all parties of the job's simulate: section on this machine;"
          + " --model is the output folder of a simulate run."
    },
    mixinStandardHelpOptions = true)
public class ScoreCommand implements Callable<Integer> {
  /** What {@code --fallback} means. */
  public static final String FALLBACK =
      "Score of a row that another party lacks: that of the label party's own model, or none;"
          + " without it solo where the training made a solo model";

  @Parameters(index = "0", paramLabel = "JOB.yaml", description = "The job of the training")
  private Path job;

  @Parameters(index = "1..*", paramLabel = "FLAG", description = "Flags for spark-submit, after --")
  private List<String> flags = new ArrayList<>();

  @Option(names = "--as", paramLabel = "NAME", description = "This party's name")
  private String self;

  @Option(names = "--config", paramLabel = "PARTY.yaml", description = "Its file")
  private Path config;

  @Option(names = "--model", required = true, paramLabel = "DIR", description = "The stored model")
  private String model;

  @Option(names = "--fallback", paramLabel = "solo|none", description = FALLBACK)
  private String fallback;

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "Name of the run, the same at all parties; the job's name by default")
  private String run;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where results go")
  private String out;

  @Override
  public final Integer call() {
    if ((self == null) != (config == null)) {
      throw FederationException.user(
          "--as and --config go together: give both for one party of a federation, or neither to"
              + " score with all parties of the simulate: section");
    }
    Optional<Fallback> unmatched = Optional.ofNullable(fallback).map(Fallback::parse);
    if (self != null) {
      return party();
    }
    if (run != null || !flags.isEmpty()) {
      throw FederationException.user("--run and spark-submit flags go with --as and --config");
    }
    return everyParty(scored(), new ModelUse(model, unmatched), Path.of(out));
  }

  /** Scores with all parties of a job's {@code simulate:} section; not part of this jar. */
  protected int everyParty(JobFile agreed, ModelUse trained, Path results) {
    throw FederationException.user(
        "--as and --config must be given: scoring with all parties of a simulate: section is"
            + " `./tributary score`, which has the simulation");
  }

  private JobFile scored() {
    JobFile agreed = Algorithms.read(job);
    Algorithms.of(agreed).checkScoring(agreed);
    return agreed;
  }

  private int party() {
    JobFile agreed = scored();
    PartyFile own = PartyFile.read(config);
    own.checkForScoring(agreed, JobOptions.party(agreed, self));
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(job.toString(), "--as", self, "--config", config.toString()));
    arguments.addAll(List.of("--model", model, "--run", run == null ? agreed.job() : run));
    arguments.addAll(List.of("--out", out));
    if (fallback != null) {
      arguments.addAll(List.of("--fallback", fallback));
    }
    return Foreground.run(
        SparkSubmit.command(
            Installation.fromEnvironment(),
            own.spark(),
            flags,
            ScoreMain.class.getName(),
            arguments));
  }
}
