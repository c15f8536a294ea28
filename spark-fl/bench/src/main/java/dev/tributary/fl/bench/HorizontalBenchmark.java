package dev.tributary.fl.bench;

import dev.tributary.fl.spark.SparkSettings;
import dev.tributary.fl.spark.stage.LocalFederation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Horizontal learning of three parties, which share this JVM and its Spark and sum masked vectors
 * through a mailbox in memory, against the same over all rows in one table. Each fit runs alone.
 *
 * <p>{@code --rows N} of a party, {@code --features D} of the linear model, {@code --tree-features
 * D} and {@code --trees N} of boosted trees, {@code --json FILE}.
 */
public final class HorizontalBenchmark {
  private HorizontalBenchmark() {}

  /** Runs the benchmark; see the class. */
  public static void main(String[] arguments) throws IOException {
    int rows = 100_000;
    int features = 300;
    int treeFeatures = 100;
    int trees = 20;
    Path json = null;
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      String value = arguments[i + 1];
      switch (arguments[i]) {
        case "--rows" -> rows = Integer.parseInt(value);
        case "--features" -> features = Integer.parseInt(value);
        case "--tree-features" -> treeFeatures = Integer.parseInt(value);
        case "--trees" -> trees = Integer.parseInt(value);
        case "--json" -> json = Path.of(value);
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
    MadeUpRows ofLinear = new MadeUpRows(rows, features);
    SideBySide linear;
    SideBySide boosted;
    try (ScratchFolder work = ScratchFolder.create("bench-horizontal");
        SparkSession spark = session("true");
        LocalFederation federation =
            new LocalFederation(spark, work.path().toString(), MaskedParties.roster())) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
      MaskedParties parties = new MaskedParties(federation);
      linear = LinearPasses.joint(context, parties, ofLinear);
      boosted = BoostedTrees.of(context, parties, new MadeUpRows(rows, treeFeatures), trees);
    }
    try (SparkSession spark = session("false")) { // Spark's own estimators register nothing
      linear = linear.against(LinearPasses.pooled(spark, ofLinear));
    }
    System.out.println(linear.text());
    System.out.println(boosted.text());
    if (json != null) {
      JsonFile.write(json, List.of(linear, boosted));
    }
  }

  /**
   * @param registered whether what is sent must be registered with Kryo
   */
  private static SparkSession session(String registered) {
    SparkConf conf =
        SparkSettings.apply(new SparkConf())
            .setIfMissing("spark.master", "local[2]")
            .setIfMissing("spark.ui.enabled", "false")
            .set("spark.kryo.registrationRequired", registered)
            .setAppName("bench-horizontal");
    return SparkSession.builder().config(conf).getOrCreate();
  }
}
