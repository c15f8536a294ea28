package dev.tributary.fl.jobs.algorithm.horizontal.pca;

import dev.tributary.fl.jobs.algorithm.horizontal.RunPrivacy;
import dev.tributary.fl.jobs.algorithm.horizontal.unlabelled.Finding;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.jobs.report.Html;
import dev.tributary.fl.jobs.report.Page;
import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.spark.horizontal.HorizontalEstimator;
import dev.tributary.fl.spark.horizontal.pca.HorizontalPCA;
import dev.tributary.fl.spark.horizontal.pca.HorizontalPCAModel;
import dev.tributary.fl.spark.horizontal.pca.PrincipalComponents;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Column;

/**
 * Components: in the metrics under {@code components} the {@code variance}, its {@code share} of
 * that of all columns and the {@code loadings} by column of each; in the predictions a column each.
 */
record FoundComponents(JobFile job) implements Finding<HorizontalPCAModel> {
  /** What columns in the predictions begin with, before a number from 1. */
  static final String COLUMN = "component_";

  @Override
  public HorizontalEstimator<?, HorizontalPCAModel> stage(String[] features) {
    PcaSection section = PcaSection.of(job);
    HorizontalPCA stage =
        new HorizontalPCA()
            .setFeatureCols(features)
            .setK(section.components())
            .setLeastCount(section.leastCount())
            .setStandardization(section.standardize());
    RunPrivacy.ask(stage, job);
    return stage;
  }

  @Override
  public Manifest manifest(HorizontalPCAModel model) {
    return model.manifest();
  }

  @Override
  public String words(HorizontalPCAModel model) {
    PrincipalComponents found = model.components();
    return String.format(
        Locale.ROOT,
        "%d components carry %s%.1f %% of the variance of %d columns",
        found.components().length,
        job.privacy() == null ? "" : "about ",
        100 * shareOf(found, found.components().length),
        found.features().size());
  }

  private static double shareOf(PrincipalComponents found, int components) {
    return IntStream.range(0, components).mapToDouble(c -> found.explained()[c]).sum();
  }

  @Override
  public List<Column> scores(HorizontalPCAModel model) {
    Column vector =
        functions.vector_to_array(
            org.apache.spark.sql.functions.col(model.getOutputCol()), "float64");
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < model.components().components().length; c++) {
      columns.add(vector.getItem(c).as(COLUMN + (c + 1)));
    }
    return columns;
  }

  @Override
  public Map<String, Object> metrics(HorizontalPCAModel model) {
    PrincipalComponents found = model.components();
    List<Map<String, Object>> components = new ArrayList<>();
    for (int c = 0; c < found.components().length; c++) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("variance", found.variances()[c]);
      one.put("share", found.explained()[c]);
      Map<String, Double> loadings = new LinkedHashMap<>();
      for (int j = 0; j < found.features().size(); j++) {
        loadings.put(found.features().get(j), found.components()[c][j]);
      }
      one.put("loadings", loadings);
      components.add(one);
    }
    return Map.of("components", components);
  }

  @Override
  public String title() {
    return "principal components";
  }

  @Override
  public void tell(HorizontalPCAModel model, Page page) {
    PrincipalComponents found = model.components();
    page.section(
            "What the components carry",
            "<p class=\"lead\">"
                + Html.text(words(model))
                + ".</p>"
                + variances(found)
                + "<p class=\"small\">"
                + (model.getStandardization()
                    ? "Of columns with standard deviation 1, so that units do not count."
                    : "Of columns in their own units: one of large numbers counts for more.")
                + (job.privacy() == null
                    ? " A column that does not vary takes no part.</p>"
                    : " A column that does not vary, or of which the noise hides it, takes no"
                        + " part: its loadings are 0.</p>"))
        .section("How columns make them up", Page.scroll(loadings(found)));
  }

  private static String variances(PrincipalComponents found) {
    StringBuilder out = new StringBuilder("<table><thead><tr><th>Component</th>");
    out.append("<th class=\"n\">Variance</th><th class=\"n\">Share</th>");
    out.append("<th class=\"n\">Share so far</th><th></th></tr></thead><tbody>");
    for (int c = 0; c < found.components().length; c++) {
      out.append("<tr><td>").append(c + 1).append("</td>");
      cell(out, String.format(Locale.ROOT, "%.5g", found.variances()[c]));
      cell(out, Html.percent(found.explained()[c], 1));
      cell(out, Html.percent(shareOf(found, c + 1), 1));
      out.append("<td class=\"barcell\"><div class=\"bar joint\" style=\"width:")
          .append(Html.number(100 * found.explained()[c], 1))
          .append("%\"></div></td></tr>");
    }
    return out.append("</tbody></table>").toString();
  }

  private static String loadings(PrincipalComponents found) {
    StringBuilder out = new StringBuilder("<table class=\"dense\"><thead><tr><th>Column</th>");
    for (int c = 0; c < found.components().length; c++) {
      out.append("<th class=\"n\">").append(c + 1).append("</th>");
    }
    out.append("</tr></thead><tbody>");
    for (int j = 0; j < found.features().size(); j++) {
      out.append("<tr><td>").append(Html.text(found.features().get(j))).append("</td>");
      for (double[] component : found.components()) {
        cell(out, Html.signed(component[j], 3));
      }
      out.append("</tr>");
    }
    return out.append("</tbody></table>").toString();
  }

  private static void cell(StringBuilder out, String text) {
    out.append("<td class=\"n\">").append(text).append("</td>");
  }

  @Override
  public Disclosure disclosure() {
    return new HorizontalComponents().disclosure(job);
  }
}
