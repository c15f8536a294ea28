package dev.tributary.fl.bench;

import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.horizontal.glm.GlmFit;
import dev.tributary.fl.horizontal.glm.GlmObjective;
import dev.tributary.fl.horizontal.glm.GlmSettings;
import dev.tributary.fl.horizontal.glm.HorizontalGlm;
import dev.tributary.fl.horizontal.glm.Penalised;
import dev.tributary.fl.horizontal.rows.FeatureCheck;
import dev.tributary.fl.horizontal.sum.MaskedSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.SumRules;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Roster;
import dev.tributary.fl.spark.SparkSettings;
import dev.tributary.fl.spark.horizontal.SparkRowBlocks;
import dev.tributary.fl.training.optimize.Stopping;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Passes of a logistic regression: three parties, which share this JVM and its Spark and sum masked
 * vectors through a mailbox in memory, against Spark's {@code LogisticRegression} over all rows. A
 * pass gives loss and gradient; both keep rows in memory, and each fit runs alone.
 *
 * <p>{@code --rows N} of a party, {@code --features D}, {@code --json FILE}.
 */
public final class HorizontalBenchmark {
  private static final List<PartyId> PARTIES =
      List.of(new PartyId("north"), new PartyId("south"), new PartyId("west"));

  /** Two a party, as many as cores. */
  private static final int PARTITIONS = 2;

  private static final int STEPS = 25;

  private final int rows;
  private final int features;
  private final InMemoryMailbox mailbox = new InMemoryMailbox();

  private HorizontalBenchmark(int rows, int features) {
    this.rows = rows;
    this.features = features;
  }

  /** Runs the benchmark; see the class. */
  public static void main(String[] arguments) throws IOException {
    int rows = 100_000;
    int features = 300;
    Path json = null;
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      switch (arguments[i]) {
        case "--rows" -> rows = Integer.parseInt(arguments[i + 1]);
        case "--features" -> features = Integer.parseInt(arguments[i + 1]);
        case "--json" -> json = Path.of(arguments[i + 1]);
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
    Result result = new HorizontalBenchmark(rows, features).run();
    System.out.println(result.text());
    if (json != null) {
      JsonFile.write(json, result);
    }
  }

  /**
   * What was measured.
   *
   * @param rows of each party
   * @param bytes of all parties, a sum
   * @param joint passes over the rows of three parties
   * @param pooled passes over all rows in one table
   */
  private record Result(int rows, int features, double bytes, Passes joint, Passes pooled) {
    String text() {
      return String.format(
          Locale.ROOT,
          "3 parties x %,d rows x %d columns, logistic regression%n"
              + "joint, sums masked   %.3f s a pass (%d passes), %,.0f bytes a pass, all parties%n"
              + "Spark ML, pooled     %.3f s a pass (%d passes)%n"
              + "joint / pooled       %.2f x",
          rows,
          features,
          joint.seconds(),
          joint.count(),
          bytes,
          pooled.seconds(),
          pooled.count(),
          joint.seconds() / pooled.seconds());
    }
  }

  /** Median seconds, and how many were timed. */
  private record Passes(double seconds, int count) {
    static Passes of(PassTimes times) {
      return new Passes(times.seconds(), times.count());
    }
  }

  private Result run() {
    SparkConf conf =
        SparkSettings.apply(new SparkConf())
            .setIfMissing("spark.master", "local[2]")
            .setIfMissing("spark.ui.enabled", "false")
            .set("spark.kryo.registrationRequired", "false") // Spark's own estimators
            .setAppName("bench-horizontal");
    try (SparkSession spark = SparkSession.builder().config(conf).getOrCreate()) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
      PassTimes joint = new PassTimes();
      double bytes = joint(context, joint);
      PassTimes pooled = new PassTimes();
      pooled(spark, context, pooled);
      return new Result(rows, features, bytes, Passes.of(joint), Passes.of(pooled));
    }
  }

  /** Bytes put into the mailbox by all parties, a sum. */
  private double joint(JavaSparkContext context, PassTimes times) {
    GlmSettings settings =
        GlmSettings.of(GlmObjective.of("binary", 2, 1.5))
            .withPenalty(1e-4, 0, Penalised.STANDARDISED)
            .withStopping(new Stopping(STEPS, 0));
    List<CompletableFuture<GlmFit>> running = new ArrayList<>();
    for (int p = 0; p < PARTIES.size(); p++) {
      int party = p;
      running.add(
          CompletableFuture.supplyAsync(
              () -> fit(context, party, settings, times),
              task -> new Thread(task, PARTIES.get(party).name()).start()));
    }
    int sums = 0;
    for (CompletableFuture<GlmFit> fit : running) {
      sums = fit.join().sums();
    }
    return (double) mailbox.bytesPut() / sums;
  }

  private GlmFit fit(JavaSparkContext context, int party, GlmSettings settings, PassTimes times) {
    Exchange exchange = mailbox.exchange(PARTIES.get(party));
    FederatedSession session =
        new FederatedSession(
            PARTIES.get(party),
            Roster.horizontal(PARTIES),
            new RunId("bench"),
            0,
            exchange,
            new LocalCompute(exchange, 1),
            Duration.ofHours(1));
    List<String> names = IntStream.range(0, features).mapToObj(j -> "x" + j).toList();
    SumRules rules = new SumRules(PARTIES.get(0), PARTIES.size(), SumRules.Consent.NONE);
    try (SecureSum sum = MaskedSum.open(session, rules)) {
      return HorizontalGlm.fit(
          SparkRowBlocks.of(table(context, party), new FeatureCheck(names)),
          party == 0 ? new Timed(sum, times) : sum,
          settings);
    }
  }

  /** Tells when losses are there. */
  private record Timed(SecureSum sum, PassTimes times) implements SecureSum {
    @Override
    public Total total(String purpose, long[] words) {
      Total total = sum.total(purpose, words);
      if (purpose.equals("glm-gradient")) {
        times.ended();
      }
      return total;
    }

    @Override
    public Optional<Total> totalAmong(List<PartyId> parties, String purpose, long[] words) {
      return sum.totalAmong(parties, purpose, words);
    }

    @Override
    public void close() {
      sum.close();
    }
  }

  /** Features, label, weight and offset. */
  private JavaRDD<Row> table(JavaSparkContext context, int party) {
    int each = rows / PARTITIONS;
    int width = features;
    List<Integer> parts = IntStream.range(0, PARTITIONS).boxed().toList();
    return context
        .parallelize(parts, PARTITIONS)
        .flatMap(
            part -> IntStream.range(0, each).mapToObj(r -> row(width, party, part, r)).iterator());
  }

  private static Row row(int features, int party, int part, int number) {
    SplittableRandom random =
        new SplittableRandom(31L * (31L * party + part) + 1_000_003L * number);
    Object[] row = new Object[features + 3];
    double eta = -1;
    for (int j = 0; j < features; j++) {
      double value = random.nextDouble() * 4 - 2 + 0.1 * party;
      row[j] = value;
      eta += value * Math.sin(j) / Math.sqrt(features);
    }
    row[features] = random.nextDouble() < 1 / (1 + Math.exp(-eta)) ? 1.0 : 0.0;
    row[features + 1] = 1.0;
    row[features + 2] = 0.0;
    return RowFactory.create(row);
  }

  private void pooled(SparkSession spark, JavaSparkContext context, PassTimes times) {
    int width = features;
    JavaRDD<Row> vectors =
        IntStream.range(0, PARTIES.size())
            .mapToObj(party -> table(context, party))
            .reduce(JavaRDD::union)
            .orElseThrow()
            .map(
                row -> {
                  double[] values = new double[width];
                  for (int j = 0; j < width; j++) {
                    values[j] = row.getDouble(j);
                  }
                  return RowFactory.create(row.getDouble(width), Vectors.dense(values));
                });
    StructType schema =
        new StructType()
            .add("label", DataTypes.DoubleType)
            .add("features", SQLDataTypes.VectorType());
    Dataset<Row> table = spark.createDataFrame(vectors, schema).cache();
    table.count();
    spark.sparkContext().addSparkListener(times.listener());
    new LogisticRegression().setRegParam(1e-4).setMaxIter(STEPS).setTol(0).fit(table);
  }
}
