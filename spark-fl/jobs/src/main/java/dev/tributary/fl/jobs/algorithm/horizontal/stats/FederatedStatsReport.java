package dev.tributary.fl.jobs.algorithm.horizontal.stats;

import dev.tributary.fl.horizontal.stats.TableFigures;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.report.Html;
import dev.tributary.fl.jobs.report.Page;
import dev.tributary.fl.jobs.report.RunCost;
import dev.tributary.fl.jobs.report.RunTables;
import dev.tributary.fl.jobs.report.UsedRows;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.spark.horizontal.stats.FederatedStatsModel;
import dev.tributary.fl.spark.horizontal.stats.PartyProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code report.html}: what all rows hold, beside it what this party's own do. */
final class FederatedStatsReport {
  private FederatedStatsReport() {}

  static String render(RunContext run, FederatedStatsModel model, RunCost cost) {
    JobFile job = run.request().job();
    PartyProfile profile = model.profile();
    Map<String, String> exact = new LinkedHashMap<>(model.manifest().parameters());
    exact.put("summing party", job.summingParty().name());
    exact.put("threshold of a sum", String.valueOf(job.sum().threshold()));
    exact.put(
        "fewest parties of a sum",
        String.valueOf(job.sum().fewest(run.session().parties().size())));
    job.consents().forEach(consent -> exact.put("consent", consent.toString()));
    exact.put("run", model.manifest().run());
    exact.put("SHA-256 of the job", job.sha256());
    Page page =
        new Page(
                job.job() + ": rows of all parties",
                job.job(),
                "statistics at " + run.request().self() + Html.finished(model.manifest().created()))
            .section(
                "Rows of all parties",
                lead(profile, model.manifest().parties()) + UsedRows.leftOut(run.source()))
            .section("Columns, over all rows", columns(profile.joint(), profile))
            .section("The same of your own rows", columns(profile.own(), profile));
    if (!profile.joint().correlations().isEmpty()) {
      page.section("Correlations, over all rows", FiguresTables.correlations(profile.joint()));
    }
    if (job.privacy() != null) {
      page.section("Noise", noise(profile.joint(), job));
    }
    return page.consents(job.consents())
        .warned(run.warnings())
        .waived(run.safeguards().waived())
        .section(
            "What each party saw", RunTables.disclosure(new FederatedStatistics().disclosure(job)))
        .section("Time and traffic", RunTables.cost(cost) + sums(profile.joint()))
        .section("Settings", RunTables.pairs(exact))
        .end(
            (job.privacy() == null
                    ? "Quantiles are within 1/256 of their value. 'From' and 'to' bound all values by"
                        + " powers of two: the least and the largest value cannot be had from sums."
                    : "Figures of your own rows have no noise. There, quantiles are within 1/256 of"
                        + " their value, and 'from' and 'to' bound all values by powers of two.")
                + " Nothing was trained.");
  }

  private static String noise(TableFigures joint, JobFile job) {
    TableFigures.Noise noise = joint.noise();
    StringBuilder out =
        new StringBuilder("<p>All joint figures follow from totals with noise, whose");
    out.append(" standard deviation is ").append(Html.number(noise.counts(), 1));
    out.append(" in the number of rows and of missing values, and ");
    out.append(Html.number(noise.ranges(), 1))
        .append(" in the number of values of a range, or the former");
    out.append(" where no part of it shows any");
    if (noise.correlations() != null) {
      out.append("; in a correlation of two columns without missing values it is about ");
      out.append(Html.number(noise.correlations(), 4));
      out.append(", and more where values are missing or rows were shortened");
    }
    out.append(". Means, deviations and quantiles are those of values that lie evenly in their");
    out.append(
        " ranges; 'from' and 'to' are where the noise shows values, and single ones may lie");
    out.append(" beyond. A 0 under missing means no more than the noise explains.");
    if (!joint.correlations().isEmpty()) {
      out.append(" For correlations a missing value counts as the mean of its column.");
    }
    return out.append("</p><p>").append(Html.text(job.privacy().words())).append("</p>").toString();
  }

  private static String lead(PartyProfile profile, List<String> parties) {
    boolean noisy = profile.joint().noise() != null;
    return "<p class=\"lead\">"
        + (noisy ? "About " : "")
        + "<b>"
        + Html.count(profile.joint().rows())
        + "</b> rows at "
        + parties.size()
        + " parties ("
        + Html.text(String.join(", ", parties))
        + "); "
        + Html.count(profile.own().rows())
        + " of them are yours.</p><p class=\"small\">\u2013 stands for "
        + (noisy
            ? "what the noise hides"
            : "a figure that would rest on fewer than "
                + profile.leastCount()
                + " values, or tell one")
        + ", and for what does not exist. Your own figures are in your report alone.</p>";
  }

  private static String columns(TableFigures figures, PartyProfile profile) {
    return FiguresTables.columns(figures, profile.levels()) + FiguresTables.histograms(figures);
  }

  private static String sums(TableFigures joint) {
    return "<p>"
        + joint.cost().sums()
        + " sums over the parties, of "
        + Html.count(joint.cost().words())
        + " words of eight bytes.</p>";
  }
}
