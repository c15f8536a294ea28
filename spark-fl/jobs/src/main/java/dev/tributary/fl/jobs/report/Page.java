package dev.tributary.fl.jobs.report;

import dev.tributary.fl.jobs.file.Consent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * One HTML file without scripts or outside resources. Styles and charts are inline; a content
 * security policy forbids the page to load anything.
 */
public final class Page {
  private final StringBuilder html = new StringBuilder(64 * 1024);
  private boolean tellsWaivers;

  /**
   * Begins a page; nothing is escaped yet.
   *
   * @param title of the window
   * @param heading above everything
   * @param below the line under it
   */
  public Page(String title, String heading, String below) {
    html.append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">");
    html.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';");
    html.append(" style-src 'unsafe-inline'\">");
    html.append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
    html.append("<title>").append(Html.text(title)).append("</title><style>").append(style());
    html.append("</style></head><body><main><header><h1>").append(Html.text(heading));
    html.append("</h1><p class=\"meta\">").append(Html.text(below)).append("</p></header>");
  }

  /** A section; its content is HTML. */
  public Page section(String title, String content) {
    html.append("<section><h2>").append(Html.text(title)).append("</h2>").append(content);
    html.append("</section>");
    return this;
  }

  /** A section of what the owners of all parties consented to, if there is anything. */
  public Page consents(List<Consent> consents) {
    return consents.isEmpty()
        ? this
        : section(
            "Consent of all owners",
            RunTables.items(
                consents.stream().map(c -> "consent: " + c + ": " + c.words()).toList()));
  }

  /** A section of what protects this party and was waived, if anything was. */
  public Page waived(List<String> waived) {
    tellsWaivers = true;
    return waived.isEmpty()
        ? this
        : section("Protection that this party waived", RunTables.items(waived));
  }

  /** A section of what looks like an accident in this party's own table, if anything does. */
  public Page warned(List<String> warnings) {
    return warnings.isEmpty()
        ? this
        : section("Warnings about your data", RunTables.items(warnings));
  }

  /**
   * The whole page, as text to be stored as UTF-8.
   *
   * @throws IllegalStateException if it was not told what the party waived, be it nothing: no
   *     report may leave that out
   */
  public String end(String footer) {
    if (!tellsWaivers) {
      throw new IllegalStateException("a report says what its party waived");
    }
    html.append("<footer>").append(Html.text(footer)).append("</footer>");
    return html.append("</main></body></html>\n").toString();
  }

  /** A table that can be scrolled sideways where the screen is narrow. */
  public static String scroll(String table) {
    return "<div class=\"scroll\">" + table + "</div>";
  }

  /** What the job says in words, and below what the machine needs to know, folded away. */
  public static String settings(Map<String, String> words, Map<String, String> exact) {
    return RunTables.pairs(words)
        + "<details><summary>All parameters, versions and identities</summary>"
        + RunTables.pairs(exact)
        + "</details>";
  }

  private static String style() {
    try (InputStream css = Page.class.getResourceAsStream("report.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
