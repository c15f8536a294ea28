package dev.tributary.fl.bench;

import dev.tributary.fl.jobs.submit.Installation;
import dev.tributary.fl.simulate.Link;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tributary bench trees}. */
@Command(
    name = "trees",
    description = {
      "Boosted trees over two parties and an aggregator, each a process of its own, per cipher,",
      "against the plaintext twin on the joined table."
    },
    mixinStandardHelpOptions = true)
public final class TreesCommand implements Callable<Integer> {
  @Option(
      names = "--rows",
      defaultValue = "30000",
      paramLabel = "N",
      description = "Rows, known to both parties (default: ${DEFAULT-VALUE})")
  private long rows;

  @Option(
      names = "--features",
      defaultValue = "100",
      paramLabel = "D",
      description = "Columns of the feature party; the label party has 40 (${DEFAULT-VALUE})")
  private int features;

  @Option(
      names = "--trees",
      defaultValue = "10",
      paramLabel = "T",
      description = "Trees; a cipher on a slice grows 2 (default: ${DEFAULT-VALUE})")
  private int trees;

  @Option(
      names = "--depth",
      defaultValue = "5",
      paramLabel = "L",
      description = "Levels of a tree (default: ${DEFAULT-VALUE})")
  private int depth;

  @Option(
      names = "--bins",
      defaultValue = "32",
      paramLabel = "B",
      description = "Most bins of a feature (default: ${DEFAULT-VALUE})")
  private int bins;

  @Option(
      names = "--positives",
      defaultValue = "0.05",
      paramLabel = "P",
      description = "Share of label 1 (default: ${DEFAULT-VALUE})")
  private double positives;

  @Option(
      names = "--ciphers",
      split = ",",
      defaultValue = "lattice,paillier",
      paramLabel = "CIPHER",
      completionCandidates = TreeCiphers.class,
      description =
          "Of ${COMPLETION-CANDIDATES}; one with "
              + TreeWorkload.HIDDEN
              + " hides membership, which the same one without it reveals; plain is the same protocol in the clear")
  private List<String> ciphers;

  @Option(
      names = "--paillier-slice",
      paramLabel = "NxD",
      description = {
        "A slow cipher, such as Paillier, is measured on N and on 8 N rows, then scaled linearly in"
            + " rows (default: 1000 rows and up to 100 features).",
        "With fewer than --features columns also in features: then an upper bound, since"
            + " encryption depends on rows alone."
      })
  private String slice;

  @Option(
      names = "--xgboost",
      description = {
        "Also the twin without Spark and, where python3 has xgboost and numpy, XGBoost hist,",
        "both on the twin's bins of the joined table with as many threads as there are cores."
      })
  private boolean xgboost;

  @Option(
      names = "--link",
      paramLabel = "RATE,RTT",
      description = {
        "Also every cipher but the slow ones over a network between each party and the aggregator,",
        "such as 100mbps,50ms"
      })
  private String link;

  @Option(
      names = "--work",
      defaultValue = "out/bench-trees",
      paramLabel = "DIR",
      description = "Data, logs and results of every run (default: ${DEFAULT-VALUE})")
  private Path work;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    TreeWorkload workload = new TreeWorkload(rows, features, positives, trees, depth, bins);
    TreeBench bench =
        new TreeBench(Installation.fromEnvironment(), workload, slice(), work, System.err);
    if (link != null) {
      bench.over(Link.parse(link));
    }
    TreeReport report =
        bench.run(
            ciphers, xgboost ? TreeBench.Reference.TWIN_AND_XGBOOST : TreeBench.Reference.TWIN);
    report.print(System.out);
    json.write(report.json());
    return 0;
  }

  private TreeSlice slice() {
    return slice == null ? TreeSlice.of(features) : TreeSlice.parse(slice);
  }
}
