package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.BinaryEvaluation;
import dev.tributary.fl.evaluation.ScoreBand;
import dev.tributary.fl.evaluation.ScoreShift;
import java.util.List;

/** Score bands from the highest to the lowest, and how stable scores are. */
final class BandTable {
  private BandTable() {}

  static String html(Findings findings, Names names) {
    BinaryEvaluation joint = (BinaryEvaluation) findings.judgedJoint();
    List<ScoreBand> solo =
        findings.judgedSolo().map(e -> ((BinaryEvaluation) e).bands().bands()).orElse(List.of());
    boolean compared = !solo.isEmpty();
    StringBuilder out =
        new StringBuilder("<div class=\"scroll\"><table class=\"dense\"><thead><tr>");
    out.append("<th>Band</th><th class=\"n\">Joint score</th>");
    head(out, Names.first(names.people()));
    head(out, Names.first(names.positives()));
    head(out, "Rate");
    head(out, compared, "Rate, solo");
    head(out, "Share so far");
    head(out, compared, "Share, solo");
    head(out, "Lift so far");
    head(out, compared, "Lift, solo");
    head(out, "KS so far");
    out.append("</tr></thead><tbody>");
    List<ScoreBand> bands = joint.bands().bands();
    for (int b = 0; b < bands.size(); b++) {
      row(out, b, bands.get(b), compared, b < solo.size() ? solo.get(b) : null);
    }
    out.append("</tbody></table></div><p class=\"small\">Bands of about equally many ");
    out.append(Html.text(names.people()));
    out.append(", unless many have the same score; highest scores first");
    out.append(
        compared
            ? "; solo columns: the same depth by the solo model's own order, \u2013 where equal scores leave"
                + " it fewer bands"
            : "");
    out.append(". Equal scores are in one band.");
    out.append(findings.weighted() ? " Rates, shares, lift and KS are weighted." : "");
    return out.append("</p>")
        .append(findings.shift().map(s -> shift(s, findings.basis())).orElse(""))
        .toString();
  }

  private static void head(StringBuilder out, boolean shown, String title) {
    if (shown) {
      head(out, title);
    }
  }

  private static void head(StringBuilder out, String title) {
    out.append("<th class=\"n\">").append(Html.text(title)).append("</th>");
  }

  private static void row(
      StringBuilder out, int number, ScoreBand band, boolean compared, ScoreBand solo) {
    out.append("<tr><td>").append(number + 1).append("</td>");
    cell(out, Html.percent(band.lowest(), 2) + " \u2013 " + Html.percent(band.highest(), 2));
    cell(out, Html.count(band.people()));
    cell(out, Html.count(band.positives()));
    cell(out, "<b>" + Html.percent(band.rate(), 2) + "</b>");
    if (compared) {
      cell(out, solo == null ? "\u2013" : Html.percent(solo.rate(), 2));
    }
    cell(out, Html.percent(band.recall(), 1));
    if (compared) {
      cell(out, solo == null ? "\u2013" : Html.percent(solo.recall(), 1));
    }
    cell(out, Html.number(band.lift(), 2));
    if (compared) {
      cell(out, solo == null ? "\u2013" : Html.number(solo.lift(), 2));
    }
    cell(out, Html.number(band.ks(), 3));
    out.append("</tr>");
  }

  private static void cell(StringBuilder out, String content) {
    out.append("<td class=\"n\">").append(content).append("</td>");
  }

  /** The usual reading of 0.1 and 0.25 where it is not of chance alone, which few rows have. */
  static String shift(ScoreShift shift, Basis basis) {
    return "<p>Stability of the joint scores from training to "
        + basis.split()
        + " rows (PSI over "
        + shift.bands()
        + " bands): <b>"
        + Html.number(shift.psi(), 4)
        + "</b> ("
        + reading(shift)
        + "; chance alone gives about "
        + Html.number(shift.byChance(), 4)
        + " between sets of these sizes, and nineteen times of twenty no more than "
        + Html.number(shift.mostByChance(), 4)
        + "). A model that overfits shifts its scores too.</p>";
  }

  private static String reading(ScoreShift shift) {
    if (shift.psi() <= shift.mostByChance()) {
      return "no more than chance would give";
    }
    return shift.psi() < 0.1
        ? "below 0.1: stable"
        : shift.psi() < 0.25 ? "0.1 to 0.25: some shift" : "above 0.25: a large shift";
  }
}
