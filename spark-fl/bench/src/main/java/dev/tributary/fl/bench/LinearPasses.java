package dev.tributary.fl.bench;

import dev.tributary.fl.horizontal.glm.GlmObjective;
import dev.tributary.fl.horizontal.glm.GlmSettings;
import dev.tributary.fl.horizontal.glm.HorizontalGlm;
import dev.tributary.fl.horizontal.glm.Penalised;
import dev.tributary.fl.horizontal.rows.FeatureCheck;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.spark.horizontal.SparkRowBlocks;
import dev.tributary.fl.training.optimize.Stopping;
import dev.tributary.protocol.PartyId;
import java.util.List;
import java.util.Optional;
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
 * Passes of a logistic regression over all parties' rows, against those of Spark's {@code
 * LogisticRegression} over one table. A pass gives loss and gradient; both keep rows in memory.
 */
final class LinearPasses {
  private static final int STEPS = 25;
  private static final double PENALTY = 1e-4;

  private LinearPasses() {}

  /** Those of the parties, before there are any of Spark's to be held against. */
  static SideBySide joint(JavaSparkContext context, MaskedParties parties, MadeUpRows rows) {
    PassTimes joint = new PassTimes();
    long before = parties.bytes();
    int sums = parties.run((party, compute, sum) -> fit(context, rows, party, sum, joint));
    double bytes = (double) (parties.bytes() - before) / sums;
    return new SideBySide(
        "logistic regression",
        "pass",
        "Spark ML",
        rows,
        bytes,
        SideBySide.Times.of(joint),
        SideBySide.Times.NONE);
  }

  /** How many sums it took. */
  private static int fit(
      JavaSparkContext context, MadeUpRows rows, int party, SecureSum sum, PassTimes times) {
    GlmSettings settings =
        GlmSettings.of(GlmObjective.of("binary", 2, 1.5))
            .withPenalty(PENALTY, 0, Penalised.STANDARDISED)
            .withStopping(new Stopping(STEPS, 0));
    return HorizontalGlm.fit(
            SparkRowBlocks.of(rows.of(context, party), new FeatureCheck(rows.names())),
            party == 0 ? new Timed(sum, times) : sum,
            settings)
        .sums();
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

  /** Those of Spark's own estimator. */
  static SideBySide.Times pooled(SparkSession spark, MadeUpRows rows) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    PassTimes times = new PassTimes();
    int width = rows.features();
    JavaRDD<Row> vectors =
        rows.pooled(context, MaskedParties.COUNT)
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
    new LogisticRegression().setRegParam(PENALTY).setMaxIter(STEPS).setTol(0).fit(table);
    return SideBySide.Times.of(times);
  }
}
