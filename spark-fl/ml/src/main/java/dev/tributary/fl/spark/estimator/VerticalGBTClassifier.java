package dev.tributary.fl.spark.estimator;

import dev.tributary.fl.spark.AlignedTable;
import dev.tributary.fl.tree.Objective;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;

/**
 * Joint boosted trees for classes, at the label party. Labels are 0 and 1, or {@code 0 .. k - 1}
 * for {@code k} classes, one tree per class and round.
 */
public final class VerticalGBTClassifier
    extends LabelPartyEstimator<VerticalGBTClassifier, VerticalGBTClassificationModel>
    implements ClassParams<VerticalGBTClassifier> {
  private static final long serialVersionUID = 1L;

  /** As many classes as Spark's own classifiers infer at most. */
  private static final int MAX_CLASSES = 100;

  public VerticalGBTClassifier() {
    this(Identifiable.randomUID("vgbtc"));
  }

  /** With a uid, for Spark. */
  public VerticalGBTClassifier(String uid) {
    super(uid);
    declaredParams().classes();
  }

  /** Reads an estimator's Params. */
  public static MLReader<VerticalGBTClassifier> read() {
    return new DefaultParamsReader<>();
  }

  public static VerticalGBTClassifier load(String path) {
    return read().load(path);
  }

  @Override
  Objective objective(AlignedTable table) {
    double largest = Arrays.stream(table.values(getLabelCol())).max().orElse(0);
    if (largest >= MAX_CLASSES) {
      throw FederationException.user(
          "labels must be classes below %d. Provided value: %s; use the regressor for other"
              + " labels",
          MAX_CLASSES, largest);
    }
    return largest > 1 ? Objective.multiclass((int) largest + 1) : Objective.binary();
  }

  @Override
  public VerticalGBTClassifier self() {
    return this;
  }

  @Override
  VerticalGBTClassifier empty(String sameUid) {
    return new VerticalGBTClassifier(sameUid);
  }

  @Override
  VerticalGBTClassificationModel emptyModel() {
    return new VerticalGBTClassificationModel(uid());
  }
}
