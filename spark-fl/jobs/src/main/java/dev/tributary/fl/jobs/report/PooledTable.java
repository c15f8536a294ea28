package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.Metric;
import dev.tributary.fl.evaluation.TopFraction;
import dev.tributary.fl.horizontal.evaluation.Bounded;
import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.protocol.PartyId;
import java.util.stream.Collectors;

/** How good a model is on the rows of all parties, with what binned scores leave open. */
public final class PooledTable {
  private static final int DECIMALS = 4;

  private static final String EXACT =
      "<p class=\"small\">From totals. Metrics that depend on the order of scores come from"
          + " counts in bins of scores: the true value is between the bounds, whatever the order"
          + " within the bins. Rows count by their weights. Top fractions of fewer than "
          + TopFraction.LEAST_PEOPLE
          + " rows are left out.</p>";

  /** Said where the rows of all could not tell. */
  public static final String UNJUDGED =
      "Not judged on the rows of all parties, which are too few for that or of one label: the log"
          + " says which.";

  private static final String BETWEEN =
      " Nineteen times of twenty what they tell without the noise is between the bounds; what is"
          + " lost by the ";

  private static final String NOISY_SCORES =
      "<p class=\"small\">From counts in 64 bins of scores with noise."
          + BETWEEN
          + "bins is not in them. Every row counts once.</p>";

  private static final String NOISY_MEANS =
      "<p class=\"small\">From means with noise, of losses up to a limit that few rows are beyond."
          + BETWEEN
          + "limit is not in them. Every row counts once.</p>";

  private PooledTable() {}

  /**
   * The table with its notes, as HTML.
   *
   * @param split which rows they are
   * @param noisy whether noise was added to the totals
   */
  public static String html(PooledEvaluation pooled, String split, boolean noisy) {
    StringBuilder out = new StringBuilder("<p>On ").append(noisy ? "about " : "");
    out.append(Html.count(pooled.rows())).append(" rows of ").append(names(pooled));
    out.append(", split: ");
    out.append(Html.text(split)).append(".</p><table><thead><tr><th>Metric</th>");
    out.append("<th class=\"n\">All parties</th><th class=\"n\">At least</th>");
    out.append("<th class=\"n\">At most</th></tr></thead><tbody>");
    pooled
        .metrics()
        .forEach(
            (metric, value) -> {
              out.append("<tr><td>").append(MetricText.name(metric)).append("</td>");
              cells(out, value);
              out.append("</tr>");
            });
    return Page.scroll(out.append("</tbody></table>").toString()) + note(pooled, noisy);
  }

  private static String note(PooledEvaluation pooled, boolean noisy) {
    String ofNoise = pooled.metrics().containsKey(Metric.AUC) ? NOISY_SCORES : NOISY_MEANS;
    return noisy ? ofNoise : EXACT;
  }

  private static String names(PooledEvaluation pooled) {
    return Html.text(
        pooled.parties().stream().map(PartyId::name).collect(Collectors.joining(", ")));
  }

  private static void cells(StringBuilder out, Bounded value) {
    for (double number : new double[] {value.value(), value.least(), value.most()}) {
      out.append("<td class=\"n\">").append(Html.number(number, DECIMALS)).append("</td>");
    }
  }
}
