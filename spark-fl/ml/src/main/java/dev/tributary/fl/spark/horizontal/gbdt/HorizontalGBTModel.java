package dev.tributary.fl.spark.horizontal.gbdt;

import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.fl.horizontal.gbdt.BoostedModel;
import dev.tributary.fl.horizontal.gbdt.BoostedScorer;
import dev.tributary.fl.horizontal.gbdt.BoostingFit;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.spark.horizontal.FeatureColumns;
import dev.tributary.fl.spark.horizontal.HorizontalPredictor;
import dev.tributary.fl.spark.horizontal.PrivacyTerms;
import dev.tributary.fl.spark.horizontal.SparkScoredRows;
import dev.tributary.fl.spark.stage.DeclaredParams;
import dev.tributary.fl.spark.stage.Schemas;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Boosted trees that every party has whole. They score lazily and ask nobody. */
public final class HorizontalGBTModel
    extends HorizontalPredictor<HorizontalGBTModel, BoostedModel, BoostingFit>
    implements BoostingSetters<HorizontalGBTModel> {
  /** File of the model in a stored stage. */
  static final String PART = "gbdt.json";

  private static final long serialVersionUID = 1L;

  private final DeclaredParams declared;

  /** An empty one, for Spark's reader. */
  public HorizontalGBTModel(String uid) {
    super(uid);
    this.declared = BoostingParams.declare(this);
  }

  public static MLReader<HorizontalGBTModel> read() {
    return reader(BoostedModel.class);
  }

  public static HorizontalGBTModel load(String path) {
    return read().load(path);
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
  protected HorizontalGBTModel empty() {
    return new HorizontalGBTModel(uid());
  }

  @Override
  protected String file() {
    return PART;
  }

  /** The trees. */
  public BoostedModel boostedModel() {
    return part();
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    return BoostingScores.add(dataset.toDF(), this, boostedModel());
  }

  @Override
  public PooledEvaluation evaluate(Dataset<?> dataset, SecureSum sum, double... topFractions) {
    BoostedModel model = boostedModel();
    requireFeatures(dataset.schema());
    Schemas.requireNumeric(dataset.schema(), getLabelCol(), "labelCol");
    BoostedScorer scorer = new BoostedScorer(model);
    SparkScoredRows rows =
        new SparkScoredRows(
            BoostingColumns.of(dataset.toDF(), this, model.features()).javaRDD(),
            model.features().size(),
            (values, notRead) -> scorer.predict(scorer.rawScores(values)));
    return judged(
        model.fitted().judge(), rows, sum, PrivacyTerms.of(this, PrivacyTerms.SET), topFractions);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    requireFeatures(schema);
    return BoostingScores.append(schema, this, boostedModel().objective());
  }

  private void requireFeatures(StructType schema) {
    FeatureColumns.require(schema, boostedModel().features().toArray(String[]::new));
  }
}
