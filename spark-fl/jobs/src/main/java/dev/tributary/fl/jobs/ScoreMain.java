package dev.tributary.fl.jobs;

import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.cli.ScoreCommand;
import dev.tributary.fl.jobs.run.Fallback;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.ModelUse;
import dev.tributary.fl.jobs.run.PartyRun;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.Stages;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Entry point for {@code spark-submit}: one party of a scoring.
 *
 * <pre>
 * spark-submit --class dev.tributary.fl.jobs.ScoreMain tributary-spark.jar \
 *     JOB.yaml --as lender --config PARTY.yaml --model DIR --out DIR
 * </pre>
 */
@Command(
    name = "score",
    description = "Scores rows, as one party of a job, in this Spark application.",
    mixinStandardHelpOptions = true)
public final class ScoreMain implements Callable<Integer> {
  @Mixin private JobOptions options;
  @Mixin private RunOptions run;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "The model/ folder of this party's training")
  private String model;

  @Option(names = "--fallback", paramLabel = "solo|none", description = ScoreCommand.FALLBACK)
  private String fallback;

  public static void main(String[] arguments) {
    System.exit(Failures.commandLine(new ScoreMain()).execute(arguments));
  }

  @Override
  public Integer call() {
    RunRequest request = run.request(options);
    request.config().checkForScoring(request.job(), request.self());
    ModelUse use = new ModelUse(model, Optional.ofNullable(fallback).map(Fallback::parse));
    Log log = new Log(request.self(), System.err);
    Stages stages = new Stages(log, System::nanoTime, "start Spark");
    Application.run(
        "score " + request.job().job() + " " + request.self(),
        spark -> {
          PartyRun.scoring(
                  request,
                  spark,
                  log,
                  stages,
                  Algorithms.results(),
                  () ->
                      Algorithms.of(request.job())
                          .scoring(request, use, spark.sparkContext().hadoopConfiguration(), log))
              .run();
        });
    return 0;
  }
}
