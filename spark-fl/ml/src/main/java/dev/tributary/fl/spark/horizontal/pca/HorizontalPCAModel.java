package dev.tributary.fl.spark.horizontal.pca;

import static org.apache.spark.sql.functions.udf;

import dev.tributary.fl.horizontal.pca.JointCovariance;
import dev.tributary.fl.spark.horizontal.FeatureColumns;
import dev.tributary.fl.spark.horizontal.HorizontalModel;
import dev.tributary.fl.spark.stage.DeclaredParams;
import dev.tributary.fl.spark.stage.Schemas;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.StructType;

/**
 * Principal components that every party has. It scores lazily and asks nobody; a row with a missing
 * feature gets null.
 */
public final class HorizontalPCAModel
    extends HorizontalModel<HorizontalPCAModel, PrincipalComponents, JointCovariance>
    implements PcaParams<HorizontalPCAModel> {
  /** File of the model in a stored stage. */
  static final String PART = "components.json";

  private static final long serialVersionUID = 1L;

  private final DeclaredParams declared;

  /** An empty one, for Spark's reader. */
  public HorizontalPCAModel(String uid) {
    super(uid);
    this.declared = PcaParams.declare(this);
  }

  public static MLReader<HorizontalPCAModel> read() {
    return reader(PrincipalComponents.class);
  }

  public static HorizontalPCAModel load(String path) {
    return read().load(path);
  }

  @Override
  public Param<?> declared(String name) {
    return declared.get(name);
  }

  @Override
  public HorizontalPCAModel self() {
    return this;
  }

  @Override
  protected HorizontalPCAModel empty() {
    return new HorizontalPCAModel(uid());
  }

  @Override
  protected String file() {
    return PART;
  }

  /** The components and what they explain. */
  public PrincipalComponents components() {
    return part();
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    if (getOutputCol().isEmpty()) {
      return dataset.toDF();
    }
    return dataset
        .toDF()
        .withColumn(
            getOutputCol(),
            udf(new Project(components()), SQLDataTypes.VectorType())
                .apply(FeatureColumns.row(components().features())));
  }

  private record Project(PrincipalComponents components) implements UDF1<Row, Object> {
    @Override
    public Object call(Row row) {
      double[] values = FeatureColumns.values(row);
      return values == null ? null : Vectors.dense(components.project(values));
    }
  }

  @Override
  public StructType transformSchema(StructType schema) {
    FeatureColumns.require(schema, components().features().toArray(String[]::new));
    return Schemas.append(schema, getOutputCol(), SQLDataTypes.VectorType());
  }
}
