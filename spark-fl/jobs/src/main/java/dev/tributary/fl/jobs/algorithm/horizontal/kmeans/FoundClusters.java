package dev.tributary.fl.jobs.algorithm.horizontal.kmeans;

import dev.tributary.fl.horizontal.kmeans.KMeansFit;
import dev.tributary.fl.horizontal.kmeans.KMeansModel;
import dev.tributary.fl.jobs.algorithm.horizontal.RunPrivacy;
import dev.tributary.fl.jobs.algorithm.horizontal.unlabelled.Finding;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.jobs.report.Html;
import dev.tributary.fl.jobs.report.Page;
import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.spark.horizontal.HorizontalEstimator;
import dev.tributary.fl.spark.horizontal.kmeans.HorizontalKMeans;
import dev.tributary.fl.spark.horizontal.kmeans.HorizontalKMeansModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * Clusters: in the metrics under {@code clusters} the {@code rows} of all parties in each, null
 * below the least count or, with privacy, where noise hides how many, and its {@code centre} by
 * column; under {@code fit} all {@code rows}, the {@code cost}, which is the sum of squared
 * distances, {@code steps} and whether it {@code converged}; in the predictions the column {@code
 * cluster}, from 0. With privacy all of these are about so, and the cost is of shortened rows.
 */
record FoundClusters(JobFile job) implements Finding<HorizontalKMeansModel> {
  /** In the predictions. */
  static final String COLUMN = "cluster";

  @Override
  public HorizontalEstimator<?, HorizontalKMeansModel> stage(String[] features) {
    KMeansSection section = KMeansSection.of(job);
    HorizontalKMeans stage =
        new HorizontalKMeans()
            .setFeatureCols(features)
            .setK(section.clusters())
            .setMaxIter(section.iterations())
            .setTol(section.tolerance())
            .setLeastCount(section.leastCount())
            .setStandardization(section.standardize());
    RunPrivacy.ask(stage, job);
    return stage;
  }

  @Override
  public Manifest manifest(HorizontalKMeansModel model) {
    return model.manifest();
  }

  private static KMeansFit fit(HorizontalKMeansModel model) {
    return model.summary().orElseThrow();
  }

  @Override
  public String words(HorizontalKMeansModel model) {
    KMeansFit fit = fit(model);
    return String.format(
        Locale.ROOT,
        "%s%,d rows of all parties in %d clusters after %d steps, %s",
        job.privacy() == null ? "" : "about ",
        fit.rows(),
        fit.sizes().size(),
        fit.iterations(),
        fit.converged()
            ? "where no centre moved any more"
            : job.privacy() == null
                ? "the most that train.iterations allows: centres still moved"
                : "as many as train.iterations says");
  }

  @Override
  public List<Column> scores(HorizontalKMeansModel model) {
    return List.of(functions.col(model.getPredictionCol()).as(COLUMN));
  }

  @Override
  public Map<String, Object> metrics(HorizontalKMeansModel model) {
    KMeansFit fit = fit(model);
    List<Map<String, Object>> clusters = new ArrayList<>();
    for (int c = 0; c < fit.sizes().size(); c++) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("rows", fit.sizes().get(c));
      Map<String, Double> centre = new LinkedHashMap<>();
      for (int j = 0; j < fit.model().features().size(); j++) {
        centre.put(fit.model().features().get(j), fit.model().centres()[c][j]);
      }
      one.put("centre", centre);
      clusters.add(one);
    }
    Map<String, Object> how = new LinkedHashMap<>();
    how.put("rows", fit.rows());
    how.put("cost", fit.cost());
    how.put("steps", fit.iterations());
    how.put("converged", fit.converged());
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("clusters", clusters);
    metrics.put("fit", how);
    return metrics;
  }

  @Override
  public String title() {
    return "clusters";
  }

  @Override
  public void tell(HorizontalKMeansModel model, Page page) {
    KMeansFit fit = fit(model);
    page.section(
            "Clusters",
            "<p class=\"lead\">"
                + Html.text(words(model))
                + ".</p>"
                + sizes(fit)
                + "<p class=\"small\">\u2013 stands for "
                + (job.privacy() == null
                    ? "fewer than "
                        + KMeansSection.of(job).leastCount()
                        + " rows (least-count), whose centre stays where it was"
                    : "so few rows that the noise hides how many")
                + ". Distances are measured in "
                + (model.getStandardization()
                    ? "columns with standard deviation 1."
                    : "the columns' own units: one of large numbers counts for more.")
                + "</p>")
        .section("Their centres", Page.scroll(centres(fit.model())));
  }

  private static String sizes(KMeansFit fit) {
    StringBuilder out = new StringBuilder("<table><thead><tr><th>Cluster</th>");
    out.append("<th class=\"n\">Rows</th><th class=\"n\">Share</th><th></th></tr></thead><tbody>");
    for (int c = 0; c < fit.sizes().size(); c++) {
      Long rows = fit.sizes().get(c);
      double share = rows == null ? 0 : (double) rows / fit.rows();
      out.append("<tr><td>").append(c).append("</td>");
      cell(out, rows == null ? "\u2013" : Html.count(rows));
      cell(out, rows == null ? "\u2013" : Html.percent(share, 1));
      out.append("<td class=\"barcell\"><div class=\"bar joint\" style=\"width:")
          .append(Html.number(100 * share, 1))
          .append("%\"></div></td></tr>");
    }
    return out.append("</tbody></table>").toString();
  }

  private static String centres(KMeansModel model) {
    StringBuilder out = new StringBuilder("<table class=\"dense\"><thead><tr><th>Column</th>");
    for (int c = 0; c < model.centres().length; c++) {
      out.append("<th class=\"n\">").append(c).append("</th>");
    }
    out.append("</tr></thead><tbody>");
    for (int j = 0; j < model.features().size(); j++) {
      out.append("<tr><td>").append(Html.text(model.features().get(j))).append("</td>");
      for (double[] centre : model.centres()) {
        cell(out, String.format(Locale.ROOT, "%.5g", centre[j]));
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
    return new HorizontalClusters().disclosure(job);
  }
}
