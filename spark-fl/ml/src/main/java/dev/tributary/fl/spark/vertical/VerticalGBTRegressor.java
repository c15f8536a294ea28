package dev.tributary.fl.spark.vertical;

import dev.tributary.fl.spark.stage.AlignedTable;
import dev.tributary.fl.training.Objective;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;

/**
 * Joint boosted trees for numbers, at the label party: squared error, or Poisson deviance for
 * counts.
 */
public class VerticalGBTRegressor
    extends LabelPartyEstimator<VerticalGBTRegressor, VerticalGBTRegressionModel> {
  private static final long serialVersionUID = 1L;

  public VerticalGBTRegressor() {
    this(Identifiable.randomUID("vgbtr"));
  }

  /** With a uid, for Spark. */
  public VerticalGBTRegressor(String uid) {
    super(uid);
    declaredParams().means();
  }

  /** Reads an estimator's Params. */
  public static MLReader<VerticalGBTRegressor> read() {
    return new DefaultParamsReader<>();
  }

  public static VerticalGBTRegressor load(String path) {
    return read().load(path);
  }

  @Override
  Objective objective(AlignedTable table) {
    return Objective.of(getObjective(), 1);
  }

  @Override
  public VerticalGBTRegressor self() {
    return this;
  }

  @Override
  VerticalGBTRegressor empty(String sameUid) {
    return new VerticalGBTRegressor(sameUid);
  }

  @Override
  VerticalGBTRegressionModel emptyModel() {
    return new VerticalGBTRegressionModel(uid());
  }
}
