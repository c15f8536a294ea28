package dev.tributary.fl.spark.vertical;

import dev.tributary.fl.spark.stage.StoredPart;
import dev.tributary.fl.vertical.tree.model.LabelTreeModel;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.types.DataTypes;

/** What {@link VerticalGBTClassifier} makes. */
public class VerticalGBTClassificationModel extends LabelPartyModel<VerticalGBTClassificationModel>
    implements ClassParams<VerticalGBTClassificationModel> {
  private static final long serialVersionUID = 1L;

  /** An empty model, for Spark's reader. */
  public VerticalGBTClassificationModel(String uid) {
    super(uid);
    declaredParams().classes();
  }

  public static MLReader<VerticalGBTClassificationModel> read() {
    return new MLReader<>() {
      @Override
      public VerticalGBTClassificationModel load(String path) {
        VerticalGBTClassificationModel model =
            new DefaultParamsReader<VerticalGBTClassificationModel>().load(path);
        return model.with(
            StoredPart.read(
                sc().hadoopConfiguration(), path, StoredPart.LABEL_PART, LabelTreeModel.class));
      }
    };
  }

  public static VerticalGBTClassificationModel load(String path) {
    return read().load(path);
  }

  @Override
  List<OutputColumn> outputs() {
    return List.of(
        new OutputColumn(getRawPredictionCol(), Output.Kind.RAW, SQLDataTypes.VectorType()),
        new OutputColumn(getProbabilityCol(), Output.Kind.PROBABILITY, SQLDataTypes.VectorType()),
        new OutputColumn(getPredictionCol(), Output.Kind.CLASS, DataTypes.DoubleType));
  }

  @Override
  public VerticalGBTClassificationModel self() {
    return this;
  }

  @Override
  VerticalGBTClassificationModel empty(String sameUid) {
    return new VerticalGBTClassificationModel(sameUid);
  }
}
