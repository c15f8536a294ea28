package dev.tributary.fl.spark.horizontal.glm;

import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.fl.horizontal.glm.GlmFit;
import dev.tributary.fl.horizontal.glm.GlmModel;
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
 * A linear model that every party has. It scores lazily and asks nobody; a row with a missing
 * feature gets null.
 */
public final class HorizontalGLMModel
    extends HorizontalPredictor<HorizontalGLMModel, GlmModel, GlmFit>
    implements GlmSetters<HorizontalGLMModel> {
  /** File of the model in a stored stage. */
  static final String PART = "glm.json";

  private static final long serialVersionUID = 1L;

  private final DeclaredParams declared;

  /** An empty one, for Spark's reader. */
  public HorizontalGLMModel(String uid) {
    super(uid);
    this.declared = GlmParams.declare(this);
  }

  public static MLReader<HorizontalGLMModel> read() {
    return reader(GlmModel.class);
  }

  public static HorizontalGLMModel load(String path) {
    return read().load(path);
  }

  @Override
  public Param<?> declared(String name) {
    return declared.get(name);
  }

  @Override
  public HorizontalGLMModel self() {
    return this;
  }

  @Override
  protected HorizontalGLMModel empty() {
    return new HorizontalGLMModel(uid());
  }

  @Override
  protected String file() {
    return PART;
  }

  /** Coefficients and intercepts. */
  public GlmModel linearModel() {
    return part();
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    return GlmScores.add(dataset.toDF(), this, linearModel());
  }

  @Override
  public PooledEvaluation evaluate(Dataset<?> dataset, SecureSum sum, double... topFractions) {
    FeatureColumns.require(dataset.schema(), linearModel().features().toArray(String[]::new));
    GlmModel model = linearModel();
    SparkScoredRows rows =
        new SparkScoredRows(
            GlmColumns.of(dataset.toDF(), this, model.features()).javaRDD(),
            model.features().size(),
            (values, offset) -> model.fitted().predict(model.eta(values, offset)));
    return judged(
        model.fitted().judge(), rows, sum, PrivacyTerms.of(this, PrivacyTerms.SET), topFractions);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    FeatureColumns.require(schema, linearModel().features().toArray(String[]::new));
    return GlmScores.append(schema, this, linearModel().objective());
  }
}
