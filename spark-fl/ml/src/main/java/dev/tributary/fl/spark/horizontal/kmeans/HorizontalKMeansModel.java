package dev.tributary.fl.spark.horizontal.kmeans;

import static org.apache.spark.sql.functions.udf;

import dev.tributary.fl.horizontal.kmeans.KMeansFit;
import dev.tributary.fl.horizontal.kmeans.KMeansModel;
import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.spark.horizontal.FeatureColumns;
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
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Clusters that every party has. It scores lazily and asks nobody; a row with a missing feature
 * gets null.
 */
public final class HorizontalKMeansModel extends Model<HorizontalKMeansModel>
    implements KMeansParams<HorizontalKMeansModel>, MLWritable {
  /** File of the model in a stored stage. */
  static final String PART = "clusters.json";

  private static final long serialVersionUID = 1L;

  private final String uid;
  private final DeclaredParams declared;
  private transient StoredPart<KMeansModel> part;
  private transient KMeansFit fit;

  /** An empty one, for Spark's reader. */
  public HorizontalKMeansModel(String uid) {
    this.uid = uid;
    this.declared = KMeansParams.declare(this);
  }

  public static MLReader<HorizontalKMeansModel> read() {
    return new MLReader<>() {
      @Override
      public HorizontalKMeansModel load(String path) {
        return new DefaultParamsReader<HorizontalKMeansModel>()
            .load(path)
            .with(StoredPart.read(sc().hadoopConfiguration(), path, PART, KMeansModel.class));
      }
    };
  }

  public static HorizontalKMeansModel load(String path) {
    return read().load(path);
  }

  HorizontalKMeansModel with(StoredPart<KMeansModel> stored) {
    part = stored;
    return this;
  }

  HorizontalKMeansModel trained(KMeansFit how) {
    fit = how;
    return this;
  }

  @Override
  public Param<?> declared(String name) {
    return declared.get(name);
  }

  @Override
  public HorizontalKMeansModel self() {
    return this;
  }

  @Override
  public String uid() {
    return uid;
  }

  /** Centres, and in which units distances to them are measured. */
  public KMeansModel clusters() {
    return part().part();
  }

  /** How they were found; absent in one that was read. */
  public Optional<KMeansFit> summary() {
    return Optional.ofNullable(fit);
  }

  /** The run that made it. */
  public Manifest manifest() {
    return part().manifest();
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    if (getPredictionCol().isEmpty()) {
      return dataset.toDF();
    }
    return dataset
        .toDF()
        .withColumn(
            getPredictionCol(),
            udf(new Nearest(clusters()), DataTypes.IntegerType)
                .apply(FeatureColumns.row(clusters().features())));
  }

  private record Nearest(KMeansModel clusters) implements UDF1<Row, Object> {
    @Override
    public Object call(Row row) {
      double[] values = FeatureColumns.values(row);
      return values == null ? null : (Integer) clusters.cluster(values);
    }
  }

  @Override
  public StructType transformSchema(StructType schema) {
    FeatureColumns.require(schema, clusters().features().toArray(String[]::new));
    return Schemas.append(schema, getPredictionCol(), DataTypes.IntegerType);
  }

  @Override
  public HorizontalKMeansModel copy(ParamMap extra) {
    HorizontalKMeansModel copied =
        copyValues(new HorizontalKMeansModel(uid), extra).with(part).trained(fit);
    copied.setParent(parent());
    return copied;
  }

  @Override
  public MLWriter write() {
    return part().writer(this, PART);
  }

  private StoredPart<KMeansModel> part() {
    if (part == null) {
      throw FederationException.user(
          "this model is empty; it is made by fit or load, not by its constructor");
    }
    return part;
  }
}
