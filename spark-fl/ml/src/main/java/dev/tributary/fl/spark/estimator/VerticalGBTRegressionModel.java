package dev.tributary.fl.spark.estimator;

/** Reads what was stored under this name; new code uses the class that it extends. */
public final class VerticalGBTRegressionModel
    extends dev.tributary.fl.spark.vertical.VerticalGBTRegressionModel {
  private static final long serialVersionUID = 1L;

  /** For Spark's reader. */
  public VerticalGBTRegressionModel(String uid) {
    super(uid);
  }
}
