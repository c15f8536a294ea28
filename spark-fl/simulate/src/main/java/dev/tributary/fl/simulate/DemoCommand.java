package dev.tributary.fl.simulate;

import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.submit.Installation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tributary demo}. */
@Command(
    name = "demo",
    description = {
      "Makes a campaign's data, runs an aggregator and two parties over loopback with mutual TLS,",
      "trains a solo and a joint model, and compares them. --rows 300000 --features 1000 is the"
          + " size of a real campaign."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--rows",
      defaultValue = "20000",
      paramLabel = "N",
      description = "Users of the lender (default: ${DEFAULT-VALUE})")
  private long rows;

  @Option(
      names = "--features",
      defaultValue = "60",
      paramLabel = "D",
      description = "Columns of the bureau (default: ${DEFAULT-VALUE})")
  private int features;

  @Option(
      names = "--out",
      defaultValue = "out/demo",
      paramLabel = "DIR",
      description = "Where data and results go (default: ${DEFAULT-VALUE})")
  private Path out;

  @Override
  public Integer call() {
    long start = System.nanoTime();
    JobFile job = Algorithms.parse(text(), "demo.yaml");
    int exit = new Demo(Installation.fromEnvironment(), rows, features, out, System.err).run(job);
    if (exit == 0) {
      Comparison.print(out, job.labelParty(), System.out);
      System.out.printf("took %.0f s in all%n", (System.nanoTime() - start) / 1e9);
    }
    return exit;
  }

  private static String text() {
    try (InputStream in = DemoCommand.class.getResourceAsStream("demo.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
