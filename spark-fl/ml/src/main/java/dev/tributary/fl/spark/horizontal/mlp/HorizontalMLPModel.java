package dev.tributary.fl.spark.horizontal.mlp;

import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.fl.horizontal.mlp.MlpFit;
import dev.tributary.fl.horizontal.mlp.MlpModel;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.spark.horizontal.FeatureColumns;
import dev.tributary.fl.spark.horizontal.HorizontalPredictor;
import dev.tributary.fl.spark.horizontal.PrivacyTerms;
import dev.tributary.fl.spark.horizontal.SparkScoredRows;
import dev.tributary.fl.spark.stage.DeclaredParams;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A perceptron that every party has. It scores lazily and asks nobody; a row with a missing feature
 * gets null.
 */
public final class HorizontalMLPModel
    extends HorizontalPredictor<HorizontalMLPModel, MlpModel, MlpFit>
    implements MlpSetters<HorizontalMLPModel> {
  /** File of the model in a stored stage. */
  static final String PART = "mlp.json";

  private static final long serialVersionUID = 1L;

  private final DeclaredParams declared;

  /** An empty one, for Spark's reader. */
  public HorizontalMLPModel(String uid) {
    super(uid);
    this.declared = MlpParams.declare(this);
  }

  public static MLReader<HorizontalMLPModel> read() {
    return reader(MlpModel.class);
  }

  public static HorizontalMLPModel load(String path) {
    return read().load(path);
  }

  @Override
  public Param<?> declared(String name) {
    return declared.get(name);
  }

  @Override
  public HorizontalMLPModel self() {
    return this;
  }

  @Override
  protected HorizontalMLPModel empty() {
    return new HorizontalMLPModel(uid());
  }

  @Override
  protected String file() {
    return PART;
  }

  /** Layers, weights and the scale of the columns. */
  public MlpModel perceptron() {
    return part();
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    return MlpScores.add(dataset.toDF(), this, perceptron());
  }

  @Override
  public PooledEvaluation evaluate(Dataset<?> dataset, SecureSum sum, double... topFractions) {
    FeatureColumns.require(dataset.schema(), features());
    MlpModel model = perceptron();
    SparkScoredRows rows =
        new SparkScoredRows(
            MlpColumns.of(dataset.toDF(), this, model.features()).javaRDD(),
            model.features().size(),
            (values, notRead) -> model.judged(values));
    return judged(
        model.fitted().labels().judge(),
        rows,
        sum,
        PrivacyTerms.of(this, PrivacyTerms.SET),
        topFractions);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    FeatureColumns.require(schema, features());
    return MlpScores.append(schema, this, perceptron().objective());
  }

  private String[] features() {
    return perceptron().features().toArray(String[]::new);
  }
}
