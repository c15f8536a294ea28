package dev.tributary.fl.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.model.FeatureImportance;
import dev.tributary.fl.training.GivenBitmaps;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeatureReportTest {
  private static FeatureReportInput input(String name, List<FeatureImportance> importances) {
    return new FeatureReportInput(
        "campaign",
        "bureau",
        name,
        "all parties",
        25_000,
        new ReportInput.Sizes(19_000, 13_300, 0, 5_700),
        60,
        "You were asked for <sums>.",
        37,
        new GivenBitmaps(41, 1_800, 37),
        importances,
        new RunCost(
            Optional.empty(), 90, Map.of("align", 12.0), 61_700_000, 48_300_000, 92_100_000),
        List.of("column 'row' counts the rows"),
        List.of("allow.shared-folders: x"),
        ReportExamples.LATTICE,
        Map.of("Model", "gradient boosted trees"),
        Map.of("SHA-256 of the job", ReportExamples.SHA),
        "2026-11-24T20:15:42Z");
  }

  @Test
  void saysWhatWasAskedAndGivenAndWhatItWasFor() {
    String page =
        FeatureReport.render(
            input(
                "lender",
                List.of(
                    new FeatureImportance("income", 30, 1, 25),
                    new FeatureImportance("age", 10, 1, 12))));

    assertThat(page)
        .contains("Of your 25,000 rows, 19,000 are known", "13,300 to train", "5,700 to test")
        .contains("5,700 to test. You were asked for &lt;sums&gt;.</p>")
        .doesNotContain("hidden numbers", "every tree")
        .contains("<b>37 cut points</b> in <b>2</b> of your 60 columns")
        .contains("<b>41 bitmaps</b> of 1,800 split candidates", "of which 37 were kept")
        .contains("income", "75.0\u00a0%", "58 more columns are in no split")
        .contains("61.7\u00a0MB</b> sent", "at this party's sockets")
        .contains(Html.text(ReportExamples.LATTICE.labelParty().get(0)))
        .contains("<h2>Warnings about your data</h2>", "column &#39;row&#39; counts the rows")
        .contains("Protection that this party waived", "allow.shared-folders: x")
        .contains(ReportExamples.SHA, "default-src 'none'")
        .doesNotContain("AUC", "http:", "https:", "<script");
  }

  @Test
  void partiesWhoseColumnsWereNotUsedAreToldSo() {
    assertThat(FeatureReport.render(input("<b>x", List.of())))
        .contains("The model uses none of your features", "&lt;b&gt;x")
        .doesNotContain("<b>x");
  }
}
