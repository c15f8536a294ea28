package dev.tributary.fl.jobs.algorithm.horizontal.gbdt;

import dev.tributary.fl.horizontal.gbdt.BoostedModel;
import dev.tributary.fl.jobs.report.Html;
import dev.tributary.fl.jobs.report.Page;
import dev.tributary.fl.model.FeatureImportance;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What every column brought to the joint model and to the party's own, most first. */
final class GainTable {
  private static final int SHOWN = 30;
  private static final String NOTHING = "\u2013";

  private GainTable() {}

  static String html(BoostedModel model, Optional<BoostedModel> solo) {
    List<FeatureImportance> joint = model.importances();
    List<FeatureImportance> own = solo.map(BoostedModel::importances).orElse(List.of());
    StringBuilder out =
        new StringBuilder(
            "<table><thead><tr><th>Column</th><th class=\"n\">Splits</th><th class=\"n\">Share of"
                + " the gain, joint</th><th class=\"n\">Solo</th></tr></thead><tbody>");
    joint.stream()
        .limit(SHOWN)
        .forEach(
            column ->
                out.append("<tr><td>")
                    .append(Html.text(column.name()))
                    .append("</td><td class=\"n\">")
                    .append(Html.count(column.frequency()))
                    .append("</td><td class=\"n\"><b>")
                    .append(share(column.name(), joint))
                    .append("</b></td><td class=\"n\">")
                    .append(solo.isPresent() ? share(column.name(), own) : NOTHING)
                    .append("</td></tr>"));
    String table = Page.scroll(out.append("</tbody></table>").toString());
    return joint.size() > SHOWN
        ? table + "<p class=\"small\">And " + (joint.size() - SHOWN) + " columns with less.</p>"
        : table;
  }

  private static String share(String name, List<FeatureImportance> importances) {
    double all = importances.stream().mapToDouble(FeatureImportance::gain).sum();
    double own =
        importances.stream()
            .filter(column -> column.name().equals(name))
            .mapToDouble(FeatureImportance::gain)
            .sum();
    return String.format(Locale.ROOT, "%.1f %%", all > 0 ? 100 * own / all : 0);
  }
}
