package dev.tributary.fl.jobs.algorithm;

import dev.tributary.fl.jobs.algorithm.horizontal.gbdt.HorizontalTrees;
import dev.tributary.fl.jobs.algorithm.horizontal.glm.HorizontalLinear;
import dev.tributary.fl.jobs.algorithm.horizontal.kmeans.HorizontalClusters;
import dev.tributary.fl.jobs.algorithm.horizontal.mlp.HorizontalPerceptron;
import dev.tributary.fl.jobs.algorithm.horizontal.pca.HorizontalComponents;
import dev.tributary.fl.jobs.algorithm.horizontal.stats.FederatedStatistics;
import dev.tributary.fl.jobs.algorithm.mixed.MixedGbdt;
import dev.tributary.fl.jobs.algorithm.vertical.gbdt.VerticalGbdt;
import dev.tributary.fl.jobs.algorithm.vertical.stats.VerticalStatistics;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.run.ModelFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The algorithms of this release. */
public final class Algorithms {
  /** One entry each; the first is that of a job which names none. */
  private static final List<Algorithm> ALL =
      List.of(
          new VerticalGbdt(),
          new VerticalStatistics(),
          new FederatedStatistics(),
          new HorizontalLinear(),
          new HorizontalTrees(),
          new HorizontalPerceptron(),
          new HorizontalClusters(),
          new HorizontalComponents(),
          new MixedGbdt());

  private Algorithms() {}

  /** That of a job which was read here. */
  public static Algorithm of(JobFile job) {
    return (Algorithm) job.train().algorithm();
  }

  /** Reads and checks JOB.yaml; USER with its name and the key at fault. */
  public static JobFile read(Path file) {
    return JobFile.read(file, ALL);
  }

  /**
   * @param text JOB.yaml
   * @param source its name, for messages
   */
  public static JobFile parse(String text, String source) {
    return JobFile.parse(text, source, ALL);
  }

  /** Names of what any run may leave in a result directory, in the order of moving into place. */
  public static List<String> results() {
    return Stream.of(
            Stream.of(ModelFolder.NAME, "predictions"),
            ALL.stream().flatMap(algorithm -> algorithm.results().stream()).distinct(),
            Stream.of("report.html", "metrics.json"))
        .flatMap(names -> names)
        .toList();
  }
}
