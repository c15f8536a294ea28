package dev.tributary.fl.spark.horizontal.pca;

import static org.apache.spark.sql.functions.udf;

import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.spark.horizontal.FeatureColumns;
import dev.tributary.fl.spark.stage.DeclaredParams;
import dev.tributary.fl.spark.stage.Schemas;
import dev.tributary.fl.spark.stage.StoredPart;
import dev.tributary.protocol.FederationException;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.StructType;

/**
 * Principal components that every party has. It scores lazily and asks nobody; a row with a missing
 * feature gets null.
 */
public final class HorizontalPCAModel extends Model<HorizontalPCAModel>
    implements PcaParams<HorizontalPCAModel>, MLWritable {
  /** File of the model in a stored stage. */
  static final String PART = "components.json";

  private static final long serialVersionUID = 1L;

  private final String uid;
  private final DeclaredParams declared;
  private transient StoredPart<PrincipalComponents> part;

  /** An empty one, for Spark's reader. */
  public HorizontalPCAModel(String uid) {
    this.uid = uid;
    this.declared = PcaParams.declare(this);
  }

  public static MLReader<HorizontalPCAModel> read() {
    return new MLReader<>() {
      @Override
      public HorizontalPCAModel load(String path) {
        return new DefaultParamsReader<HorizontalPCAModel>()
            .load(path)
            .with(
                StoredPart.read(sc().hadoopConfiguration(), path, PART, PrincipalComponents.class));
      }
    };
  }

  public static HorizontalPCAModel load(String path) {
    return read().load(path);
  }

  HorizontalPCAModel with(StoredPart<PrincipalComponents> stored) {
    part = stored;
    return this;
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
  public String uid() {
    return uid;
  }

  /** The components and what they explain. */
  public PrincipalComponents components() {
    return part().part();
  }

  /** The run that made it. */
  public Manifest manifest() {
    return part().manifest();
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

  @Override
  public HorizontalPCAModel copy(ParamMap extra) {
    HorizontalPCAModel copied = copyValues(new HorizontalPCAModel(uid), extra).with(part);
    copied.setParent(parent());
    return copied;
  }

  @Override
  public MLWriter write() {
    return part().writer(this, PART);
  }

  private StoredPart<PrincipalComponents> part() {
    if (part == null) {
      throw FederationException.user(
          "this model is empty; it is made by fit or load, not by its constructor");
    }
    return part;
  }
}
