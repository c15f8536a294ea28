package dev.tributary.fl.spark.horizontal.kmeans;

import static org.apache.spark.sql.functions.udf;

import dev.tributary.fl.horizontal.kmeans.KMeansFit;
import dev.tributary.fl.horizontal.kmeans.KMeansModel;
import dev.tributary.fl.spark.horizontal.FeatureColumns;
import dev.tributary.fl.spark.horizontal.HorizontalModel;
import dev.tributary.fl.spark.stage.DeclaredParams;
import dev.tributary.fl.spark.stage.Schemas;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Clusters that every party has. It scores lazily and asks nobody; a row with a missing feature
 * gets null.
 */
public final class HorizontalKMeansModel
    extends HorizontalModel<HorizontalKMeansModel, KMeansModel, KMeansFit>
    implements KMeansParams<HorizontalKMeansModel> {
  /** File of the model in a stored stage. */
  static final String PART = "clusters.json";

  private static final long serialVersionUID = 1L;

  private final DeclaredParams declared;

  /** An empty one, for Spark's reader. */
  public HorizontalKMeansModel(String uid) {
    super(uid);
    this.declared = KMeansParams.declare(this);
  }

  public static MLReader<HorizontalKMeansModel> read() {
    return reader(KMeansModel.class);
  }

  public static HorizontalKMeansModel load(String path) {
    return read().load(path);
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
  protected HorizontalKMeansModel empty() {
    return new HorizontalKMeansModel(uid());
  }

  @Override
  protected String file() {
    return PART;
  }

  /** Centres, and in which units distances to them are measured. */
  public KMeansModel clusters() {
    return part();
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
}
