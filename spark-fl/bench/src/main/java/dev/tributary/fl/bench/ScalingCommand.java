package dev.tributary.fl.bench;

import dev.tributary.fl.jobs.submit.Installation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tributary bench scaling}. */
@Command(
    name = "scaling",
    description = {
      "The cost of a tree under the lattice cipher as rows and features grow, and the part of it",
      "that a cell (a row of one feature) costs: constant where cost is linear in both."
    },
    mixinStandardHelpOptions = true)
public final class ScalingCommand implements Callable<Integer> {
  private static final String CIPHER = "lattice";

  @Option(
      names = "--rows",
      split = ",",
      defaultValue = "30000,300000",
      paramLabel = "N",
      description = "Rows (default: ${DEFAULT-VALUE})")
  private List<Long> rows;

  @Option(
      names = "--features",
      split = ",",
      defaultValue = "100,1000",
      paramLabel = "D",
      description = "Columns of the feature party (default: ${DEFAULT-VALUE})")
  private List<Integer> features;

  @Option(
      names = "--trees",
      defaultValue = "10",
      paramLabel = "T",
      description = "Trees (default: ${DEFAULT-VALUE})")
  private int trees;

  @Option(
      names = "--work",
      defaultValue = "out/bench-scaling",
      paramLabel = "DIR",
      description = "Data, logs and results of every run (default: ${DEFAULT-VALUE})")
  private Path work;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    List<TreeReport> reports = new ArrayList<>();
    for (long n : rows) {
      for (int d : features) {
        reports.add(measure(new TreeWorkload(n, d, 0.05, trees, 5, 32)));
      }
    }
    print(reports);
    json.write(Map.of("runs", reports.stream().map(TreeReport::json).toList()));
    return 0;
  }

  private TreeReport measure(TreeWorkload workload) {
    Path folder = work.resolve(workload.rows() + "x" + workload.features());
    return new TreeBench(
            Installation.fromEnvironment(),
            workload,
            TreeSlice.of(workload.features()),
            folder,
            System.err)
        .run(List.of(CIPHER), TreeBench.Reference.TWIN);
  }

  private static void print(List<TreeReport> reports) {
    System.out.printf(
        "%n%10s %9s %11s %11s %12s %12s %9s%n",
        "rows", "features", "s per tree", "ns a cell", "plaintext s", "MB per tree", "set-up s");
    for (TreeReport report : reports) {
      TreeWorkload size = report.workload();
      double seconds = report.secondsPerTree(CIPHER);
      System.out.printf(
          Locale.ROOT,
          "%,10d %,9d %11.3f %11.1f %12.3f %12.2f %9.1f%n",
          size.rows(),
          size.features(),
          seconds,
          seconds * 1e9 / size.rows() / size.features(),
          report.secondsPerTree(TreeReport.TWIN),
          report.bytesPerTree(CIPHER) / 1e6,
          report.setUpSeconds(CIPHER));
    }
  }
}
