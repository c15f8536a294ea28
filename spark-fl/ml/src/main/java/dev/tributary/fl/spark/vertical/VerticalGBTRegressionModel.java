package dev.tributary.fl.spark.vertical;

import dev.tributary.fl.spark.stage.StoredPart;
import dev.tributary.fl.vertical.tree.model.LabelTreeModel;
import java.util.List;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.types.DataTypes;

/** What {@link VerticalGBTRegressor} makes. */
public class VerticalGBTRegressionModel extends LabelPartyModel<VerticalGBTRegressionModel> {
  private static final long serialVersionUID = 1L;

  /** An empty model, for Spark's reader. */
  public VerticalGBTRegressionModel(String uid) {
    super(uid);
  }

  public static MLReader<VerticalGBTRegressionModel> read() {
    return new MLReader<>() {
      @Override
      public VerticalGBTRegressionModel load(String path) {
        VerticalGBTRegressionModel model =
            new DefaultParamsReader<VerticalGBTRegressionModel>().load(path);
        return model.with(
            StoredPart.read(
                sc().hadoopConfiguration(), path, StoredPart.LABEL_PART, LabelTreeModel.class));
      }
    };
  }

  public static VerticalGBTRegressionModel load(String path) {
    return read().load(path);
  }

  @Override
  List<OutputColumn> outputs() {
    return List.of(new OutputColumn(getPredictionCol(), Output.Kind.MEAN, DataTypes.DoubleType));
  }

  @Override
  public VerticalGBTRegressionModel self() {
    return this;
  }

  @Override
  VerticalGBTRegressionModel empty(String sameUid) {
    return new VerticalGBTRegressionModel(sameUid);
  }
}
