package dev.tributary.fl.evaluation;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A number by which a model is judged.
 *
 * @param kind what is measured
 * @param fraction share of the best-scored rows that it is measured on, 1 for all rows
 */
public record Metric(Kind kind, double fraction) {
  /** What is measured. */
  public enum Kind {
    AUC("auc"),
    KS("ks"),
    LOG_LOSS("logloss"),
    PRECISION("precision"),
    RECALL("recall"),
    LIFT("lift"),
    /** Value of the KS curve at the fraction. */
    TOP_KS("ks"),
    RMSE("rmse"),
    R2("r2"),
    DEVIANCE("deviance"),
    ACCURACY("accuracy");

    private static final Set<Kind> LOSSES = EnumSet.of(LOG_LOSS, RMSE, DEVIANCE);
    private static final Set<Kind> OF_TOP = EnumSet.of(PRECISION, RECALL, LIFT, TOP_KS);

    private static final Set<Kind> SHARES = EnumSet.of(AUC, KS, PRECISION, RECALL, ACCURACY);

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    /** Whether less is better. */
    public boolean isLoss() {
      return LOSSES.contains(this);
    }

    /** Whether it lies between 0 and 1. */
    public boolean isShare() {
      return SHARES.contains(this);
    }

    /** Whether it is of the best-scored rows. */
    public boolean isOfTop() {
      return OF_TOP.contains(this);
    }
  }

  public static final Metric AUC = new Metric(Kind.AUC, 1);
  public static final Metric KS = new Metric(Kind.KS, 1);
  public static final Metric LOG_LOSS = new Metric(Kind.LOG_LOSS, 1);
  public static final Metric RMSE = new Metric(Kind.RMSE, 1);
  public static final Metric R2 = new Metric(Kind.R2, 1);
  public static final Metric DEVIANCE = new Metric(Kind.DEVIANCE, 1);
  public static final Metric ACCURACY = new Metric(Kind.ACCURACY, 1);

  /** Share of label 1 among the best-scored {@code fraction} of the weight. */
  public static Metric hitRate(double fraction) {
    return new Metric(Kind.PRECISION, fraction);
  }

  /** Where {@code metrics.json} has it: {@code auc}, or {@code top}, {@code 0.05}, {@code ks}. */
  public List<String> path() {
    return kind.isOfTop()
        ? List.of(
            "top", BigDecimal.valueOf(fraction).stripTrailingZeros().toPlainString(), kind.key)
        : List.of(kind.key);
  }
}
