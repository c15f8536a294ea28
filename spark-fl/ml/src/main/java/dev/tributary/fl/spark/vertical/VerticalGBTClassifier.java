package dev.tributary.fl.spark.vertical;

import dev.tributary.fl.spark.stage.AlignedTable;
import dev.tributary.fl.training.MulticlassObjective;
import dev.tributary.fl.training.Objective;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;

/**
 * Joint boosted trees for classes, at the label party. Labels are 0 and 1, or {@code 0 .. k - 1}
 * for {@code k} classes, one tree per class and round.
 */
public class VerticalGBTClassifier
    extends LabelPartyEstimator<VerticalGBTClassifier, VerticalGBTClassificationModel>
    implements ClassParams<VerticalGBTClassifier> {
  private static final long serialVersionUID = 1L;

  /** As many classes as Spark's own classifiers infer at most. */
  public VerticalGBTClassifier() {
    this(Identifiable.randomUID("vgbtc"));
  }

  /** With a uid, for Spark. */
  public VerticalGBTClassifier(String uid) {
    super(uid);
    declaredParams().classes().kinds();
  }

  /** Reads an estimator's Params. */
  public static MLReader<VerticalGBTClassifier> read() {
    return new DefaultParamsReader<>();
  }

  public static VerticalGBTClassifier load(String path) {
    return read().load(path);
  }

  /** Classes of {@code multiclass}; 0 for one more than the largest label. */
  public IntParam numClasses() {
    return (IntParam) declared("numClasses");
  }

  public int getNumClasses() {
    return (int) getOrDefault(numClasses());
  }

  public VerticalGBTClassifier setNumClasses(int value) {
    set(numClasses(), value);
    return this;
  }

  @Override
  Objective objective(AlignedTable table) {
    boolean known =
        Objective.OF_CLASSES.contains(getObjective())
            && (getNumClasses() > 0 || !Objective.takesClasses(getObjective()));
    return known ? Objective.of(getObjective(), getNumClasses()) : byLabels(table);
  }

  private Objective byLabels(AlignedTable table) {
    double largest = Arrays.stream(table.values(getLabelCol())).max().orElse(0);
    if (largest >= MulticlassObjective.MAX_CLASSES) {
      throw FederationException.user(
          "labels must be classes below %d. Provided value: %s; use the regressor for other"
              + " labels",
          MulticlassObjective.MAX_CLASSES, largest);
    }
    return largest > 1 || Objective.takesClasses(getObjective())
        ? Objective.multiclass(Math.max(2, (int) largest + 1))
        : Objective.binary();
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
