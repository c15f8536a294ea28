package dev.tributary.fl.jobs.algorithm.horizontal.stats;

import dev.tributary.fl.horizontal.stats.ColumnFigures;
import dev.tributary.fl.horizontal.stats.TableFigures;
import dev.tributary.fl.jobs.report.Html;
import dev.tributary.fl.jobs.report.Page;
import java.util.List;
import java.util.Locale;

/** The tables of a report: columns, how their values lie, and which go together. */
final class FiguresTables {
  private static final String NOTHING = "\u2013";

  private FiguresTables() {}

  /** A row for each column. */
  static String columns(TableFigures figures, List<Double> levels) {
    StringBuilder out = head("Column", "present", "missing", "mean", "deviation", "from", "to");
    levels.forEach(
        level -> out.append("<th class=\"n\">").append(Html.plainPercent(level)).append("</th>"));
    out.append("</tr></thead><tbody>");
    for (ColumnFigures column : figures.columns()) {
      name(out, column.name());
      cell(out, column.present() == null ? NOTHING : Html.count(column.present()));
      cell(out, column.missing() == null ? NOTHING : Html.count(column.missing()));
      number(out, column.mean());
      number(out, column.deviation());
      number(out, column.lowest());
      number(out, column.highest());
      for (int q = 0; q < levels.size(); q++) {
        number(out, column.quantiles().isEmpty() ? null : column.quantiles().get(q));
      }
      out.append("</tr>");
    }
    return Page.scroll(out.append("</tbody></table>").toString());
  }

  /** Counts by bins of every column, folded away. */
  static String histograms(TableFigures figures) {
    StringBuilder out = new StringBuilder();
    for (ColumnFigures column : figures.columns()) {
      if (column.histogram().isEmpty()) {
        continue;
      }
      long most = column.histogram().stream().mapToLong(ColumnFigures.Bin::count).max().orElse(1);
      out.append("<details><summary>").append(Html.text(column.name())).append("</summary>");
      out.append(head("from", "to", "values")).append("<th></th></tr></thead><tbody>");
      for (ColumnFigures.Bin bin : column.histogram()) {
        out.append("<tr>");
        number(out, bin.lower());
        number(out, bin.upper());
        cell(out, Html.count(bin.count()));
        out.append("<td class=\"barcell\"><div class=\"bar joint\" style=\"width:")
            .append(Html.number(100.0 * bin.count() / most, 1))
            .append("%\"></div></td></tr>");
      }
      out.append("</tbody></table></details>");
    }
    return out.toString();
  }

  /** The matrix. */
  static String correlations(TableFigures figures) {
    StringBuilder out = head("");
    figures
        .columns()
        .forEach(
            column ->
                out.append("<th class=\"n\">").append(Html.text(column.name())).append("</th>"));
    out.append("</tr></thead><tbody>");
    for (int i = 0; i < figures.columns().size(); i++) {
      name(out, figures.columns().get(i).name());
      for (Double r : figures.correlations().get(i)) {
        cell(out, r == null ? NOTHING : Html.signed(r, 3));
      }
      out.append("</tr>");
    }
    return Page.scroll(out.append("</tbody></table>").toString());
  }

  private static StringBuilder head(String first, String... others) {
    StringBuilder out = new StringBuilder("<table><thead><tr><th>").append(first).append("</th>");
    for (String other : others) {
      out.append("<th class=\"n\">").append(other).append("</th>");
    }
    return out;
  }

  private static void name(StringBuilder out, String name) {
    out.append("<tr><td>").append(Html.text(name)).append("</td>");
  }

  private static void number(StringBuilder out, Double value) {
    cell(out, value == null ? NOTHING : String.format(Locale.ROOT, "%.5g", value));
  }

  private static void cell(StringBuilder out, String text) {
    out.append("<td class=\"n\">").append(text).append("</td>");
  }
}
