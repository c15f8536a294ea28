package dev.tributary.fl.jobs;

import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.PartyRun;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.Stages;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
  @Mixin private JobOptions options;
  @Mixin private RunOptions run;

  public static void main(String[] arguments) {
    System.exit(Failures.commandLine(new PartyMain()).execute(arguments));
  }

  @Override
  public Integer call() {
    RunRequest request = run.request(options);
    request.config().checkAgainst(request.job(), request.self());
    Log log = new Log(request.self(), System.err);
    Stages stages = new Stages(log, System::nanoTime, "start Spark");
    Application.run(
        request.job().job() + " " + request.self(),
        spark -> {
          PartyRun.training(
                  request,
                  spark,
                  log,
                  stages,
                  Algorithms.results(),
                  () -> Algorithms.of(request.job()).training(request, log))
              .run();
        });
    return 0;
  }
}
