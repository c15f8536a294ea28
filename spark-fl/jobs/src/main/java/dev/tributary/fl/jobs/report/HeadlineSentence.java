package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.BinaryEvaluation;
import dev.tributary.fl.evaluation.DevianceEvaluation;
import dev.tributary.fl.evaluation.Evaluation;
import dev.tributary.fl.evaluation.MulticlassEvaluation;
import dev.tributary.fl.evaluation.RegressionEvaluation;

/** What the joint model achieves, against the solo model, in one sentence of HTML. */
final class HeadlineSentence implements Evaluation.Cases<String> {
  private final Evaluation solo;
  private final Names names;
  private final boolean weighted;
  private final Cause cause;

  /**
   * @param solo of the same kind as what it is held against; null where no solo model was trained
   * @param weighted whether shares are of weight
   * @param cause of the difference
   */
  HeadlineSentence(Evaluation solo, Names names, boolean weighted, Cause cause) {
    this.solo = solo;
    this.names = names;
    this.weighted = weighted;
    this.cause = cause;
  }

  @Override
  public String binary(BinaryEvaluation joint) {
    return "Of one of the "
        + Html.text(names.positives())
        + " and one of the "
        + Html.text(names.negatives())
        + ", the joint model gives the first a higher score in <b>"
        + Html.percent(joint.auc(), 1)
        + "</b> of cases"
        + byWeight()
        + (solo instanceof BinaryEvaluation s
            ? ", the solo model in " + Html.percent(s.auc(), 1)
            : "")
        + " (a coin: 50\u00a0%).";
  }

  @Override
  public String regression(RegressionEvaluation joint) {
    RegressionEvaluation s = solo instanceof RegressionEvaluation r ? r : null;
    return loss(
            "The typical error (RMSE" + byWeight() + ")",
            joint.rmse(),
            s == null ? Double.NaN : s.rmse())
        + " The joint model "
        + explains(joint.r2())
        + byWeight()
        + (s == null ? "." : ", " + beside(joint.r2(), s.r2()) + ".");
  }

  /** A share of a variation is none below 0. */
  private static String explains(double r2) {
    return r2 < 0
        ? "predicts worse than the labels' mean would"
        : "explains " + Html.percent(r2, 1) + " of the label's variation";
  }

  private static String beside(double joint, double solo) {
    if (joint < 0 && solo < 0) {
      return "and so does the solo model";
    }
    boolean both = joint >= 0 && solo >= 0;
    return "the solo model " + (both ? Html.percent(solo, 1) : explains(solo));
  }

  @Override
  public String means(DevianceEvaluation joint) {
    double before = solo instanceof DevianceEvaluation s ? s.deviance() : Double.NaN;
    String what = joint.power() == 1 ? "counts" : "means";
    return loss(
        "The misfit of the predicted " + what + " (mean deviance" + byWeight() + ")",
        joint.deviance(),
        before);
  }

  @Override
  public String classes(MulticlassEvaluation joint) {
    return "The joint model names the right class for <b>"
        + Html.percent(joint.accuracy(), 1)
        + "</b> of the "
        + Html.text(names.people())
        + byWeight()
        + (solo instanceof MulticlassEvaluation s
            ? ", the solo model for " + Html.percent(s.accuracy(), 1) + "."
            : ".");
  }

  private String byWeight() {
    return weighted ? ", by weight" : "";
  }

  private String loss(String what, double after, double before) {
    if (Double.isNaN(before)) {
      return what + " is <b>" + Html.number(after, 4) + "</b>.";
    }
    double share = before > 0 ? (before - after) / before : 0;
    return what
        + (after < before ? " falls" : " does not fall")
        + " "
        + cause.by()
        + ": <b>"
        + Html.number(after, 4)
        + "</b> against "
        + Html.number(before, 4)
        + " alone ("
        + Html.signed(-100 * share, 1)
        + "\u00a0%).";
  }
}
