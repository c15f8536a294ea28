package dev.tributary.fl.simulate;

import dev.tributary.fl.jobs.cli.ScoreCommand;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.run.ModelUse;
import dev.tributary.fl.jobs.submit.Installation;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** {@code tributary score} that can also play all parties of a job's {@code simulate:} section. */
@Command(name = "score")
public final class SimulatedScoreCommand extends ScoreCommand {
  @Override
  protected int everyParty(JobFile agreed, ModelUse trained, Path results) {
    Simulation simulation =
        Simulation.scoring(Installation.fromEnvironment(), agreed, trained, results, System.err);
    int exit = simulation.run();
    if (exit == 0) {
      System.out.println("scores: " + results.resolve("predictions"));
    }
    return exit;
  }
}
