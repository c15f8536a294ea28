package dev.tributary.fl.spark.horizontal.glm;

import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.fl.horizontal.glm.GlmFit;
import dev.tributary.fl.horizontal.glm.GlmModel;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.spark.stage.DeclaredParams;
import dev.tributary.fl.spark.stage.StoredPart;
import dev.tributary.protocol.FederationException;
import java.util.Optional;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A linear model that every party has. It scores lazily and asks nobody; a row with a missing
 * feature gets null.
 */
public final class HorizontalGLMModel extends Model<HorizontalGLMModel>
    implements GlmSetters<HorizontalGLMModel>, MLWritable {
  /** File of the model in a stored stage. */
  static final String PART = "glm.json";

  private static final long serialVersionUID = 1L;

  private final String uid;
  private final DeclaredParams declared;
  private transient StoredPart<GlmModel> part;
  private transient GlmFit fit;

  /** An empty one, for Spark's reader. */
  public HorizontalGLMModel(String uid) {
    this.uid = uid;
    this.declared = GlmParams.declare(this);
  }

  public static MLReader<HorizontalGLMModel> read() {
    return new MLReader<>() {
      @Override
      public HorizontalGLMModel load(String path) {
        return new DefaultParamsReader<HorizontalGLMModel>()
            .load(path)
            .with(StoredPart.read(sc().hadoopConfiguration(), path, PART, GlmModel.class));
      }
    };
  }

  public static HorizontalGLMModel load(String path) {
    return read().load(path);
  }

  HorizontalGLMModel with(StoredPart<GlmModel> stored) {
    part = stored;
    return this;
  }

  HorizontalGLMModel trained(GlmFit how) {
    fit = how;
    return this;
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
  public String uid() {
    return uid;
  }

  /** Coefficients and intercepts. */
  public GlmModel linearModel() {
    return part().part();
  }

  /** The run that made it. */
  public Manifest manifest() {
    return part().manifest();
  }

  /** How it was fitted; absent in one that was read. */
  public Optional<GlmFit> summary() {
    return Optional.ofNullable(fit);
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    return GlmScores.add(dataset.toDF(), this, linearModel());
  }

  /**
   * How good the model is on the rows of all parties, each of which calls this with its own rows
   * and its end of one sum.
   *
   * @param topFractions of the best-scored rows, for two classes only
   */
  public PooledEvaluation evaluate(Dataset<?> dataset, SecureSum sum, double... topFractions) {
    GlmColumns.require(dataset.schema(), linearModel().features().toArray(String[]::new));
    SparkScoredRows rows =
        new SparkScoredRows(GlmColumns.ofTraining(dataset.toDF(), this).javaRDD(), linearModel());
    return switch (linearModel().objective()) {
      case "binary" -> PooledEvaluation.binary(rows, sum, topFractions);
      case "multiclass" -> PooledEvaluation.classes(rows, sum);
      case "squared-error" -> PooledEvaluation.numbers(rows, sum);
      default -> PooledEvaluation.means(rows, sum, linearModel().power());
    };
  }

  @Override
  public StructType transformSchema(StructType schema) {
    GlmColumns.require(schema, linearModel().features().toArray(String[]::new));
    return GlmScores.append(schema, this, linearModel().objective());
  }

  @Override
  public HorizontalGLMModel copy(ParamMap extra) {
    HorizontalGLMModel copied =
        copyValues(new HorizontalGLMModel(uid), extra).with(part).trained(fit);
    copied.setParent(parent());
    return copied;
  }

  @Override
  public MLWriter write() {
    return part().writer(this, PART);
  }

  private StoredPart<GlmModel> part() {
    if (part == null) {
      throw FederationException.user(
          "this model is empty; it is made by fit or load, not by its constructor");
    }
    return part;
  }
}
