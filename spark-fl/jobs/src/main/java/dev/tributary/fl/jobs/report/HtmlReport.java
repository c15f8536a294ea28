package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.MulticlassEvaluation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code report.html}: one file without scripts or outside resources, for a reader who decides
 * about the model and need not know how it was computed. Styles and charts are inline; a content
 * security policy forbids the page to load anything.
 */
public final class HtmlReport {
  /** Name of the file in a result directory. */
  public static final String NAME = "report.html";

  private HtmlReport() {}

  /** The page as text, to be stored as UTF-8. */
  public static String render(ReportInput input) {
    StringBuilder page = new StringBuilder(64 * 1024);
    head(page, input);
    section(page, "What the partner's data was worth", Headline.html(input));
    section(page, "Solo against joint", scroll(ComparisonTable.html(input)));
    String charts = Charts.html(input);
    if (!charts.isEmpty()) {
      section(page, "The two models in pictures", charts);
    }
    if (input.joint().judged() instanceof MulticlassEvaluation e) {
      section(page, "Which classes are confused", scroll(RunTables.confusion(e)));
    }
    section(page, "Which features carry the joint model", RunTables.importances(input));
    section(page, "Data", scroll(RunTables.sizes(input)));
    section(page, "What each party saw", RunTables.disclosure(input.disclosure()));
    section(page, "Time and traffic", RunTables.cost(input.cost()));
    section(page, "Settings and versions", RunTables.pairs(settings(input)));
    page.append("<footer>Solo: the label party's own features only, same algorithm and settings.");
    page.append(" Joint: all parties' features; no party's raw data left it.</footer>");
    return page.append("</main></body></html>\n").toString();
  }

  private static void head(StringBuilder page, ReportInput input) {
    String job = Html.text(input.job());
    page.append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">");
    page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';");
    page.append(" style-src 'unsafe-inline'\">");
    page.append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
    page.append("<title>").append(job).append(": solo against joint</title><style>");
    page.append(style()).append("</style></head><body><main><header><h1>").append(job);
    page.append("</h1><p class=\"meta\">");
    page.append(
        Html.text(
            input.parties().stream()
                .map(p -> p.name() + " (" + p.role() + ")")
                .collect(Collectors.joining(", "))));
    page.append(" \u00b7 finished ").append(Html.text(input.finished())).append("</p></header>");
  }

  private static void section(StringBuilder page, String title, String content) {
    page.append("<section><h2>").append(title).append("</h2>").append(content);
    page.append("</section>");
  }

  private static String scroll(String table) {
    return "<div class=\"scroll\">" + table + "</div>";
  }

  private static Map<String, String> settings(ReportInput input) {
    Map<String, String> all = new LinkedHashMap<>(input.settings());
    input.versions().forEach((name, version) -> all.put("version of " + name, version));
    all.put("run", input.run());
    all.put("SHA-256 of the job", input.jobSha256());
    return all;
  }

  private static String style() {
    try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
