package dev.tributary.fl.spark.horizontal.gbdt;

import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.fl.horizontal.gbdt.BoostedModel;
import dev.tributary.fl.horizontal.gbdt.BoostedScorer;
import dev.tributary.fl.horizontal.gbdt.BoostingFit;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.spark.stage.DeclaredParams;
import dev.tributary.fl.spark.stage.Schemas;
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

/** Boosted trees that every party has whole. They score lazily and ask nobody. */
public final class HorizontalGBTModel extends Model<HorizontalGBTModel>
    implements BoostingSetters<HorizontalGBTModel>, MLWritable {
  /** File of the model in a stored stage. */
  static final String PART = "gbdt.json";

  private static final long serialVersionUID = 1L;

  private final String uid;
  private final DeclaredParams declared;
  private transient StoredPart<BoostedModel> part;
  private transient BoostingFit fit;

  /** An empty one, for Spark's reader. */
  public HorizontalGBTModel(String uid) {
    this.uid = uid;
    this.declared = BoostingParams.declare(this);
  }

  public static MLReader<HorizontalGBTModel> read() {
    return new MLReader<>() {
      @Override
      public HorizontalGBTModel load(String path) {
        return new DefaultParamsReader<HorizontalGBTModel>()
            .load(path)
            .with(StoredPart.read(sc().hadoopConfiguration(), path, PART, BoostedModel.class));
      }
    };
  }

  public static HorizontalGBTModel load(String path) {
    return read().load(path);
  }

  HorizontalGBTModel with(StoredPart<BoostedModel> stored) {
    part = stored;
    return this;
  }

  HorizontalGBTModel trained(BoostingFit how) {
    fit = how;
    return this;
  }

  @Override
  public Param<?> declared(String name) {
    return declared.get(name);
  }

  @Override
  public HorizontalGBTModel self() {
    return this;
  }

  @Override
  public String uid() {
    return uid;
  }

  /** The trees. */
  public BoostedModel boostedModel() {
    return part().part();
  }

  /** The run that made it. */
  public Manifest manifest() {
    return part().manifest();
  }

  /** How it was trained; absent in one that was read. */
  public Optional<BoostingFit> summary() {
    return Optional.ofNullable(fit);
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    return BoostingScores.add(dataset.toDF(), this, boostedModel());
  }

  /**
   * How good the model is on the rows of all parties, each of which calls this with its own rows
   * and its end of one sum.
   *
   * @param topFractions of the best-scored rows, for two classes only
   */
  public PooledEvaluation evaluate(Dataset<?> dataset, SecureSum sum, double... topFractions) {
    BoostedModel model = boostedModel();
    requireFeatures(dataset.schema());
    Schemas.requireNumeric(dataset.schema(), getLabelCol(), "labelCol");
    SparkBoostedRows rows =
        new SparkBoostedRows(
            BoostingColumns.of(dataset.toDF(), this, model.features()).javaRDD(),
            model.features().size(),
            new BoostedScorer(model));
    return switch (model.fitted().judge()) {
      case BINARY -> PooledEvaluation.binary(rows, sum, topFractions);
      case CLASSES -> PooledEvaluation.classes(rows, sum);
      case NUMBERS -> PooledEvaluation.numbers(rows, sum);
      case COUNTS -> PooledEvaluation.means(rows, sum, 1);
    };
  }

  @Override
  public StructType transformSchema(StructType schema) {
    requireFeatures(schema);
    return BoostingScores.append(schema, this, boostedModel().objective());
  }

  private void requireFeatures(StructType schema) {
    BoostingColumns.require(schema, boostedModel().features().toArray(String[]::new));
  }

  @Override
  public HorizontalGBTModel copy(ParamMap extra) {
    HorizontalGBTModel copied =
        copyValues(new HorizontalGBTModel(uid), extra).with(part).trained(fit);
    copied.setParent(parent());
    return copied;
  }

  @Override
  public MLWriter write() {
    return part().writer(this, PART);
  }

  private StoredPart<BoostedModel> part() {
    if (part == null) {
      throw FederationException.user(
          "this model is empty; it is made by fit or load, not by its constructor");
    }
    return part;
  }
}
