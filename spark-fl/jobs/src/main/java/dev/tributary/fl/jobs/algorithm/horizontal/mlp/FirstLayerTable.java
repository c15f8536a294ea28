package dev.tributary.fl.jobs.algorithm.horizontal.mlp;

import dev.tributary.fl.horizontal.mlp.MlpModel;
import dev.tributary.fl.jobs.report.Html;
import dev.tributary.fl.jobs.report.Page;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** How large the weights of every column are in the first layer, largest first. */
final class FirstLayerTable {
  private static final int SHOWN = 30;
  private static final String NOTHING = "\u2013";

  private FirstLayerTable() {}

  static String html(MlpModel joint, Optional<MlpModel> solo) {
    List<Integer> order =
        IntStream.range(0, joint.features().size())
            .boxed()
            .sorted(Comparator.comparingDouble(j -> -joint.strength(j)))
            .toList();
    StringBuilder out =
        new StringBuilder(
            "<p class=\"small\">Root mean square of the weights from a column, at standard deviation"
                + " 1, to the units of the first layer. Later layers may raise or cancel what a"
                + " column does there.</p><table><thead><tr><th>Column</th><th class=\"n\">Joint</th>"
                + "<th class=\"n\">Solo</th></tr></thead><tbody>");
    for (int j : order.subList(0, Math.min(SHOWN, order.size()))) {
      out.append("<tr><td>")
          .append(Html.text(joint.features().get(j)))
          .append("</td><td class=\"n\"><b>")
          .append(number(joint.strength(j)))
          .append("</b></td><td class=\"n\">")
          .append(solo.map(model -> number(model.strength(j))).orElse(NOTHING))
          .append("</td></tr>");
    }
    String table = Page.scroll(out.append("</tbody></table>").toString());
    return order.size() > SHOWN
        ? table + "<p class=\"small\">And " + (order.size() - SHOWN) + " columns with less.</p>"
        : table;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
