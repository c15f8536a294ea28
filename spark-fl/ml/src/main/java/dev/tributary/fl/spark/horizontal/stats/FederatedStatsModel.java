package dev.tributary.fl.spark.horizontal.stats;

import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.spark.stage.DeclaredParams;
import dev.tributary.fl.spark.stage.StoredPart;
import dev.tributary.protocol.FederationException;
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

/** What all parties' rows hold, and this party's own; has no scores to give. */
public final class FederatedStatsModel extends Model<FederatedStatsModel>
    implements StatsParams<FederatedStatsModel>, MLWritable {
  /** File of the profile in a stored model. */
  static final String PART = "profile.json";

  private static final long serialVersionUID = 1L;

  private final String uid;
  private final DeclaredParams declared;
  private transient StoredPart<PartyProfile> part;

  /** An empty one, for Spark's reader. */
  public FederatedStatsModel(String uid) {
    this.uid = uid;
    this.declared = StatsParams.declare(this);
  }

  public static MLReader<FederatedStatsModel> read() {
    return new MLReader<>() {
      @Override
      public FederatedStatsModel load(String path) {
        return new DefaultParamsReader<FederatedStatsModel>()
            .load(path)
            .with(StoredPart.read(sc().hadoopConfiguration(), path, PART, PartyProfile.class));
      }
    };
  }

  public static FederatedStatsModel load(String path) {
    return read().load(path);
  }

  FederatedStatsModel with(StoredPart<PartyProfile> stored) {
    part = stored;
    return this;
  }

  /** Joint and own figures. */
  public PartyProfile profile() {
    return part.part();
  }

  /** The run that made it. */
  public Manifest manifest() {
    return part.manifest();
  }

  @Override
  public Param<?> declared(String name) {
    return declared.get(name);
  }

  @Override
  public FederatedStatsModel self() {
    return this;
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    throw FederationException.user("statistics have no scores: transform with a trained model");
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return schema;
  }

  @Override
  public FederatedStatsModel copy(ParamMap extra) {
    FederatedStatsModel copied = copyValues(new FederatedStatsModel(uid), extra).with(part);
    copied.setParent(parent());
    return copied;
  }

  @Override
  public MLWriter write() {
    return part.writer(this, PART);
  }
}
