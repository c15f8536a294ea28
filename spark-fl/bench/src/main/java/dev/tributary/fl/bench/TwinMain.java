package dev.tributary.fl.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.jobs.Failures;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.Stages;
import dev.tributary.fl.spark.SparkSettings;
import dev.tributary.fl.spark.data.FeatureLayout;
import dev.tributary.fl.spark.data.LaidOutFeatures;
import dev.tributary.fl.spark.data.LayoutSettings;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.vertical.tree.TrainingResult;
import dev.tributary.fl.vertical.tree.TreeParameters;
import dev.tributary.fl.vertical.tree.VerticalGbt;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Entry point for {@code spark-submit}: trains on the two tables joined, with no other party. The
 * same layout, kernels and Spark jobs as a label party's; nothing is encrypted or sent.
 */
@Command(name = "twin", description = "Trains on joined tables.", mixinStandardHelpOptions = true)
public final class TwinMain implements Callable<Integer> {
  /** The label column of the campaign's data. */
  static final String LABEL = "applied";

  /** Columns of the label party in the campaign's data. */
  static final int OWN_FEATURES = 40;

  /** In the result: seconds per tree without Spark. */
  static final String IN_MEMORY = "in-memory-seconds-per-tree";

  /** Threads of what is measured without Spark. */
  static final int THREADS = Runtime.getRuntime().availableProcessors();

  private static final String ID = "id";
  private static final String ROW = "tributary_row";
  private static final PartyId SELF = new PartyId(TreeReport.TWIN);

  @Option(names = "--lender", required = true, description = "Parquet with id and label")
  private String lender;

  @Option(names = "--bureau", required = true, description = "Parquet with id")
  private String bureau;

  @Option(names = "--trees", required = true, description = "Boosting rounds")
  private int trees;

  @Option(names = "--depth", required = true, description = "Levels of a tree")
  private int depth;

  @Option(names = "--bins", required = true, description = "Most bins of a feature")
  private int bins;

  @Option(names = "--out", required = true, description = "JSON file for the result")
  private Path out;

  @Option(
      names = "--table",
      description = "Write the binned table to this folder, and train on it without Spark too")
  private Path table;

  public static void main(String[] arguments) {
    System.exit(Failures.commandLine(new TwinMain()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Log log = new Log(SELF, System.err);
    Stages stages = new Stages(log, System::nanoTime, "start Spark");
    SparkSession spark =
        SparkSession.builder()
            .config(SparkSettings.apply(new SparkConf()))
            .appName("tributary twin")
            .getOrCreate();
    Path work = Files.createTempDirectory("tributary-twin-");
    try (SparkCompute compute =
        new SparkCompute(
            spark,
            work.toUri().toString(),
            () -> {
              throw new IllegalStateException("the twin has no other party");
            })) {
      Map<String, Object> measured = train(spark, compute, stages);
      measured.put("stages", stages.seconds());
      JsonFile.write(out, measured);
    } finally {
      spark.stop();
      Files.deleteIfExists(work);
    }
    return 0;
  }

  private Map<String, Object> train(SparkSession spark, SparkCompute compute, Stages stages)
      throws IOException {
    stages.enter("read");
    Dataset<Row> own = spark.read().parquet(lender);
    Dataset<Row> other = spark.read().parquet(bureau);
    Dataset<Row> numbered =
        own.select(col(ID), col(LABEL))
            .withColumn(ROW, row_number().over(Window.orderBy(ID)).minus(1));
    double[] labels = labels(numbered);
    Dataset<Row> joined =
        numbered
            .drop(LABEL)
            .join(own.drop(LABEL), ID)
            .join(other.withColumn(ID, col(ID).cast("long")), ID);
    List<String> features = new ArrayList<>(Arrays.asList(joined.columns()));
    features.removeAll(List.of(ID, ROW));
    RowOrder order = new RowOrder(labels.length, 0, 0);
    stages.enter("layout");
    LaidOutFeatures laidOut =
        new FeatureLayout(compute, joined, ROW, null)
            .forTraining(
                features,
                order,
                new LayoutSettings(
                    bins, 1, LayoutSettings.BINNING_SAMPLE, LayoutSettings.FeatureOrder.NATURAL));
    stages.enter("train");
    TreeParameters parameters = TreeParameters.DEFAULTS.withTrees(trees).withDepth(depth);
    Map<String, Object> measured = new LinkedHashMap<>();
    try {
      TrainingResult result =
          VerticalGbt.trainSolo(
              SELF,
              parameters,
              Objective.binary(),
              order,
              labels,
              null,
              laidOut.cuts(),
              laidOut.blocks(),
              Progress.silent());
      measured.put("seconds-per-tree", result.secondsPerTree());
      if (table != null) {
        stages.enter("train in memory");
        BinnedTable binned = BinnedTable.of(laidOut.cuts(), laidOut.blocks(), labels);
        binned.write(table);
        measured.put(IN_MEMORY, binned.train(parameters, THREADS).secondsPerTree());
      }
    } finally {
      laidOut.blocks().release();
    }
    return measured;
  }

  private static double[] labels(Dataset<Row> numbered) {
    List<Row> rows = numbered.select(col(ROW), col(LABEL).cast("double")).collectAsList();
    double[] labels = new double[rows.size()];
    rows.forEach(row -> labels[row.getInt(0)] = row.getDouble(1));
    return labels;
  }
}
