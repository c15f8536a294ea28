package dev.tributary.fl.spark.vertical;

import dev.tributary.fl.model.FeatureImportance;
import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.model.ModelIdentity;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Role;
import dev.tributary.fl.spark.data.FeatureLayout;
import dev.tributary.fl.spark.data.LaidOutFeatures;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.fl.spark.stage.AlignedTable;
import dev.tributary.fl.spark.stage.CommonRows;
import dev.tributary.fl.spark.stage.DeclaredParams;
import dev.tributary.fl.spark.stage.FederatedParams;
import dev.tributary.fl.spark.stage.FederatedSessions;
import dev.tributary.fl.spark.stage.RunListener;
import dev.tributary.fl.spark.stage.Schemas;
import dev.tributary.fl.spark.stage.SessionUse;
import dev.tributary.fl.spark.stage.StoredPart;
import dev.tributary.fl.training.GivenBitmaps;
import dev.tributary.fl.vertical.tree.FeatureResult;
import dev.tributary.fl.vertical.tree.model.FeatureTreeModel;
import dev.tributary.fl.vertical.tree.scoring.FederatedScoring;
import dev.tributary.protocol.FederationException;
import java.util.List;
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
 * A feature party's part of a joint model: its splits under opaque ids. Each {@link #transform}
 * answers one {@code transform} of the label party's model and returns the rows as they were.
 */
public class VerticalGBTFeatureModel extends Model<VerticalGBTFeatureModel>
    implements FederatedParams<VerticalGBTFeatureModel>, MLWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final DeclaredParams declared;
  private transient StoredPart<FeatureTreeModel> parts;
  private transient FederatedSessions sessions;
  private transient List<FeatureImportance> importances = List.of();
  private transient GivenBitmaps bitmaps;
  private transient RunListener listener = RunListener.silent();

  /** An empty model, for Spark's reader. */
  public VerticalGBTFeatureModel(String uid) {
    this.uid = uid;
    this.declared = new DeclaredParams(this).federated();
  }

  public static MLReader<VerticalGBTFeatureModel> read() {
    return new MLReader<>() {
      @Override
      public VerticalGBTFeatureModel load(String path) {
        VerticalGBTFeatureModel model =
            new DefaultParamsReader<VerticalGBTFeatureModel>().load(path);
        return model.with(
            StoredPart.read(
                sc().hadoopConfiguration(), path, StoredPart.FEATURE_PART, FeatureTreeModel.class));
      }
    };
  }

  public static VerticalGBTFeatureModel load(String path) {
    return read().load(path);
  }

  VerticalGBTFeatureModel with(StoredPart<FeatureTreeModel> newParts) {
    parts = newParts;
    return this;
  }

  void trained(FederatedSessions source, FeatureResult result) {
    sessions = source;
    importances = result.importances();
    bitmaps = result.bitmaps();
  }

  @Override
  public Param<?> declared(String name) {
    return declared.get(name);
  }

  @Override
  public VerticalGBTFeatureModel self() {
    return this;
  }

  @Override
  public String uid() {
    return uid;
  }

  /** The session of the next transform; the one after needs another. */
  public VerticalGBTFeatureModel setSession(FederatedSession session) {
    return setSessions(FederatedSessions.once(session));
  }

  /** Where every transform gets its session; kept by copies, never persisted. */
  public VerticalGBTFeatureModel setSessions(FederatedSessions source) {
    sessions = source;
    return this;
  }

  /** Told how every transform goes; kept by copies, never persisted. */
  public VerticalGBTFeatureModel setListener(RunListener told) {
    listener = told;
    return this;
  }

  /** Own splits under the ids that the label party knows. */
  public FeatureTreeModel featureModel() {
    return parts().part();
  }

  /** The run that made this model. */
  public Manifest manifest() {
    return parts().manifest();
  }

  /** Of the own features, most gain first; empty in a model that was read. */
  public List<FeatureImportance> importances() {
    return importances;
  }

  /** What the training gave away of the own features; absent in a model that was read. */
  public Optional<GivenBitmaps> bitmaps() {
    return Optional.ofNullable(bitmaps);
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    Dataset<Row> rows = dataset.toDF();
    return SessionUse.run(
        sessions,
        (session, compute) -> {
          serve(session, compute, rows);
          return rows;
        });
  }

  private void serve(FederatedSession session, SparkCompute compute, Dataset<Row> rows) {
    SessionUse.requireRole(session, Role.FEATURE);
    transformSchema(rows.schema());
    ModelIdentity.of(manifest()).compare(session);
    CommonRows common = CommonRows.find(session, compute, rows, this, listener);
    AlignedTable table = common.table(featureModel().scoringCuts().names());
    listener.aligned(table.order());
    LaidOutFeatures own =
        listener.time(
            RunListener.LAYOUT,
            () ->
                new FeatureLayout(compute, table.rows(), AlignedTable.ROW, null)
                    .forScoring(featureModel().scoringCuts(), common.count()));
    try {
      int given =
          listener.time(
              RunListener.SCORE,
              () -> FederatedScoring.serve(session, featureModel(), common.count(), own.blocks()));
      int splits = featureModel().splits().size();
      listener.gave(new GivenBitmaps(given, splits, splits));
    } finally {
      own.blocks().release();
    }
  }

  @Override
  public StructType transformSchema(StructType schema) {
    for (String feature : featureModel().scoringCuts().names()) {
      Schemas.requireNumeric(schema, feature, "the model");
    }
    return schema;
  }

  @Override
  public VerticalGBTFeatureModel copy(ParamMap extra) {
    VerticalGBTFeatureModel copied = copyValues(new VerticalGBTFeatureModel(uid), extra);
    copied.parts = parts;
    copied.sessions = sessions;
    copied.importances = importances;
    copied.bitmaps = bitmaps;
    copied.listener = listener;
    copied.setParent(parent());
    return copied;
  }

  @Override
  public MLWriter write() {
    return parts().writer(this, StoredPart.FEATURE_PART);
  }

  private StoredPart<FeatureTreeModel> parts() {
    if (parts == null) {
      throw FederationException.user(
          "this model is empty; it is made by fit or load, not by its constructor");
    }
    return parts;
  }
}
