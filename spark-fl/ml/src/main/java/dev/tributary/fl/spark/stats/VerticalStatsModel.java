package dev.tributary.fl.spark.stats;

import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.spark.stage.DeclaredParams;
import dev.tributary.fl.spark.stage.FederatedParams;
import dev.tributary.fl.spark.stage.StoredPart;
import dev.tributary.fl.vertical.stats.TableCounts;
import dev.tributary.fl.vertical.stats.TableStatistics;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
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

/** A party's profile of its columns; has no scores to give. */
public final class VerticalStatsModel extends Model<VerticalStatsModel>
    implements FederatedParams<VerticalStatsModel>, MLWritable {
  /** File of the profile in a stored model. */
  static final String PART = "profile.json";

  private static final long serialVersionUID = 1L;

  private final String uid;
  private final DeclaredParams declared;
  private transient StoredPart<TableStatistics> part;
  private transient Map<PartyId, TableCounts> counts = Map.of();

  /** An empty one, for Spark's reader. */
  public VerticalStatsModel(String uid) {
    this.uid = uid;
    this.declared = new DeclaredParams(this).federated();
  }

  public static MLReader<VerticalStatsModel> read() {
    return new MLReader<>() {
      @Override
      public VerticalStatsModel load(String path) {
        return new DefaultParamsReader<VerticalStatsModel>()
            .load(path)
            .with(
                StoredPart.read(sc().hadoopConfiguration(), path, PART, TableStatistics.class),
                Map.of());
      }
    };
  }

  public static VerticalStatsModel load(String path) {
    return read().load(path);
  }

  VerticalStatsModel with(StoredPart<TableStatistics> stored, Map<PartyId, TableCounts> told) {
    part = stored;
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(told));
    return this;
  }

  /** This party's columns among the common rows. */
  public TableStatistics profile() {
    return part.part();
  }

  /** The run that made it. */
  public Manifest manifest() {
    return part.manifest();
  }

  /** What every party told, in job order; empty in one that was read. */
  public Map<PartyId, TableCounts> counts() {
    return counts;
  }

  @Override
  public Param<?> declared(String name) {
    return declared.get(name);
  }

  @Override
  public VerticalStatsModel self() {
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
  public VerticalStatsModel copy(ParamMap extra) {
    VerticalStatsModel copied = copyValues(new VerticalStatsModel(uid), extra).with(part, counts);
    copied.setParent(parent());
    return copied;
  }

  @Override
  public MLWriter write() {
    return part.writer(this, PART);
  }
}
