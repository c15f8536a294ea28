package dev.tributary.fl.spark.estimator;

/** Reads what was stored under this name; new code uses the class that it extends. */
public final class VerticalGBTFeatureModel
    extends dev.tributary.fl.spark.vertical.VerticalGBTFeatureModel {
  private static final long serialVersionUID = 1L;

  /** For Spark's reader. */
  public VerticalGBTFeatureModel(String uid) {
    super(uid);
  }
}
