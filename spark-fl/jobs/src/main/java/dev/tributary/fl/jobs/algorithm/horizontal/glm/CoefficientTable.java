package dev.tributary.fl.jobs.algorithm.horizontal.glm;

import dev.tributary.fl.horizontal.glm.GlmModel;
import dev.tributary.fl.jobs.report.Html;
import dev.tributary.fl.jobs.report.Page;
import java.util.Locale;
import java.util.Optional;

/** A row for every column: its coefficient in the joint model and in the party's own. */
final class CoefficientTable {
  private static final String NOTHING = "\u2013";

  private CoefficientTable() {}

  static String html(GlmModel joint, Optional<GlmModel> solo) {
    int outputs = joint.intercepts().length;
    StringBuilder out = new StringBuilder("<table><thead><tr><th>Column</th>");
    for (int k = 0; k < outputs; k++) {
      String of = outputs == 1 ? "" : ", class " + k;
      head(out, "Solo" + of);
      head(out, "Joint" + of);
    }
    out.append("</tr></thead><tbody>");
    out.append("<tr><td><i>intercept</i></td>");
    for (int k = 0; k < outputs; k++) {
      int output = k;
      cells(out, solo.map(m -> m.intercepts()[output]), joint.intercepts()[k]);
    }
    out.append("</tr>");
    for (int j = 0; j < joint.features().size(); j++) {
      int feature = j;
      out.append("<tr><td>").append(Html.text(joint.features().get(j))).append("</td>");
      for (int k = 0; k < outputs; k++) {
        int output = k;
        cells(out, solo.map(m -> m.coefficients()[output][feature]), joint.coefficients()[k][j]);
      }
      out.append("</tr>");
    }
    return "<p class=\"small\">In the units of the columns: what one more adds to the linear"
        + " predictor, which under squared error is the prediction itself.</p>"
        + Page.scroll(out.append("</tbody></table>").toString());
  }

  private static void head(StringBuilder out, String text) {
    out.append("<th class=\"n\">").append(text).append("</th>");
  }

  private static void cells(StringBuilder out, Optional<Double> solo, double joint) {
    out.append("<td class=\"n\">").append(solo.map(CoefficientTable::number).orElse(NOTHING));
    out.append("</td><td class=\"n\"><b>").append(number(joint)).append("</b></td>");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.5g", value);
  }
}
