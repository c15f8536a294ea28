package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.BinaryEvaluation;
import dev.tributary.fl.evaluation.Evaluation;
import dev.tributary.fl.evaluation.MulticlassEvaluation;
import dev.tributary.fl.evaluation.PoissonEvaluation;
import dev.tributary.fl.evaluation.RegressionEvaluation;
import dev.tributary.fl.evaluation.TopFraction;

/** The first screen: what the partner's data was worth, in one sentence and four numbers. */
final class Headline {
  private static final double CONTACTS = 10_000;

  private Headline() {}

  static String html(ReportInput input) {
    Evaluation joint = input.joint().judged();
    if (input.solo().isEmpty()) {
      return "<p class=\"lead\">" + alone(joint) + "</p>";
    }
    Evaluation solo = input.solo().judged();
    if (joint instanceof BinaryEvaluation j && solo instanceof BinaryEvaluation s) {
      return binary(j, s, Html.text(input.events()));
    }
    return "<p class=\"lead\">" + other(joint, solo) + "</p>";
  }

  private static String binary(BinaryEvaluation joint, BinaryEvaluation solo, String events) {
    StringBuilder out = new StringBuilder("<p class=\"lead\">");
    double uplift = joint.auc() - solo.auc();
    out.append(verdict(uplift, auc95(joint))).append(" Of two people, one of the ").append(events);
    out.append(" and one not, the joint model ranks the right one first in <b>")
        .append(Html.percent(joint.auc(), 1))
        .append("</b> of cases, the solo model in ")
        .append(Html.percent(solo.auc(), 1))
        .append(" (a coin: 50\u00a0%).</p><div class=\"cards\">");
    card(
        out,
        "Ranking quality (AUC)",
        Html.number(solo.auc(), 3),
        Html.number(joint.auc(), 3),
        Html.signed(uplift, 3));
    card(
        out,
        "Separation (KS)",
        Html.number(solo.ks(), 3),
        Html.number(joint.ks(), 3),
        Html.signed(joint.ks() - solo.ks(), 3));
    if (!joint.top().isEmpty() && joint.top().size() == solo.top().size()) {
      topCards(out, nearest(joint), nearest(solo), events);
    }
    out.append("</div>");
    return out + uncertainty(joint, events);
  }

  private static void topCards(
      StringBuilder out, TopFraction joint, TopFraction solo, String events) {
    String fraction = Html.plainPercent(joint.fraction());
    card(
        out,
        "Hit rate in the top " + fraction,
        Html.percent(solo.precision(), 2),
        Html.percent(joint.precision(), 2),
        solo.precision() > 0
            ? "\u00d7\u00a0" + Html.number(joint.precision() / solo.precision(), 1)
            : Html.signed(100 * joint.precision(), 2) + "\u00a0points");
    double before = solo.precision() * CONTACTS;
    double after = joint.precision() * CONTACTS;
    card(
        out,
        "Expected " + events + " per 10,000 contacts (top " + fraction + ")",
        Html.number(before, 0),
        Html.number(after, 0),
        Html.signed(after - before, 0));
  }

  private static void card(
      StringBuilder out, String title, String solo, String joint, String change) {
    out.append("<div class=\"card\"><h3>").append(title).append("</h3><div class=\"big\">");
    out.append(joint).append("</div><div class=\"from\">solo ").append(solo);
    out.append("</div><div class=\"change\">").append(change).append("</div></div>");
  }

  private static String verdict(double uplift, double range) {
    if (uplift > range) {
      return "<b>The partner's data made the model clearly better.</b>";
    }
    if (uplift > 0) {
      return "<b>The joint model is ahead, by no more than chance could explain on a test set of"
          + " this size.</b>";
    }
    return "<b>The partner's data did not improve the model on this test set.</b>";
  }

  private static String uncertainty(BinaryEvaluation joint, String events) {
    return "<p class=\"small\">Measured on "
        + Html.count(joint.rows())
        + " people that no model was trained on, "
        + Html.number(joint.positives(), 0)
        + " of them "
        + events
        + " ("
        + Html.percent(joint.positiveRate(), 2)
        + "). A test set of this size fixes the joint AUC to about \u00b1\u00a0"
        + Html.number(auc95(joint), 3)
        + " (95\u00a0%).</p>";
  }

  /** Half width of the 95 % interval of an AUC: Hanley and McNeil, Radiology 143 (1982). */
  static double auc95(BinaryEvaluation e) {
    double a = e.auc();
    double positives = Math.max(1, e.positives());
    double negatives = Math.max(1, e.positives() / e.positiveRate() - e.positives());
    double bothAbove = a / (2 - a);
    double bothBelow = 2 * a * a / (1 + a);
    double variance =
        (a * (1 - a)
                + (positives - 1) * (bothAbove - a * a)
                + (negatives - 1) * (bothBelow - a * a))
            / (positives * negatives);
    return 1.96 * Math.sqrt(Math.max(0, variance));
  }

  /** The fraction that is closest to 5 %. */
  private static TopFraction nearest(BinaryEvaluation e) {
    TopFraction best = e.top().get(0);
    for (TopFraction t : e.top()) {
      best = Math.abs(t.fraction() - 0.05) < Math.abs(best.fraction() - 0.05) ? t : best;
    }
    return best;
  }

  private static String other(Evaluation joint, Evaluation solo) {
    if (joint instanceof RegressionEvaluation j && solo instanceof RegressionEvaluation s) {
      return change("The typical error (RMSE)", s.rmse(), j.rmse())
          + " The joint model explains "
          + Html.percent(j.r2(), 1)
          + " of the label's variation, the solo model "
          + Html.percent(s.r2(), 1)
          + ".";
    }
    if (joint instanceof PoissonEvaluation j && solo instanceof PoissonEvaluation s) {
      return change(
          "The misfit of the predicted counts (mean deviance)", s.deviance(), j.deviance());
    }
    if (joint instanceof MulticlassEvaluation j && solo instanceof MulticlassEvaluation s) {
      return "With the partner's data the model names the right class for <b>"
          + Html.percent(j.accuracy(), 1)
          + "</b> of the rows; alone for "
          + Html.percent(s.accuracy(), 1)
          + ".";
    }
    return alone(joint);
  }

  private static String change(String what, double before, double after) {
    double share = before > 0 ? (before - after) / before : 0;
    return what
        + (after < before ? " falls" : " does not fall")
        + " with the partner's data: <b>"
        + Html.number(after, 4)
        + "</b> against "
        + Html.number(before, 4)
        + " alone ("
        + Html.signed(-100 * share, 1)
        + "\u00a0%).";
  }

  private static String alone(Evaluation joint) {
    return "No solo model was trained in this run, so this report shows the joint model on "
        + Html.count(joint.rows())
        + " rows by itself.";
  }
}
