package dev.tributary.fl.spark.estimator;

/** Reads what was stored under this name; new code uses the class that it extends. */
public final class VerticalGBTFeatureParty
    extends dev.tributary.fl.spark.vertical.VerticalGBTFeatureParty {
  private static final long serialVersionUID = 1L;

  /** For Spark's reader. */
  public VerticalGBTFeatureParty(String uid) {
    super(uid);
  }
}
