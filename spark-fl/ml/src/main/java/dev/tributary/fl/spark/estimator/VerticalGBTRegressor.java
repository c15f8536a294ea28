package dev.tributary.fl.spark.estimator;

/** Reads what was stored under this name; new code uses the class that it extends. */
public final class VerticalGBTRegressor
    extends dev.tributary.fl.spark.vertical.VerticalGBTRegressor {
  private static final long serialVersionUID = 1L;

  /** For Spark's reader. */
  public VerticalGBTRegressor(String uid) {
    super(uid);
  }
}
