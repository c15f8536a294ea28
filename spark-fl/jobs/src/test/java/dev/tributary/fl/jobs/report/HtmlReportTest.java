package dev.tributary.fl.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.evaluation.BinaryEvaluation;
import dev.tributary.fl.evaluation.ScoreBand;
import dev.tributary.fl.jobs.algorithm.vertical.gbdt.GbdtDisclosure;
import dev.tributary.fl.jobs.file.EvaluateSection;
import dev.tributary.fl.vertical.cipher.Ciphers;
import dev.tributary.fl.vertical.cipher.Protection;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  @Test
  void holdsNothingFromOutside() {
    String page = HtmlReport.render(ReportExamples.binary());

    assertThat(page).doesNotContain("http:", "https:", "src=", "href=", "url(", "@import");
    assertThat(page).doesNotContainIgnoringCase("<script").doesNotContainIgnoringCase("<link");
    assertThat(page).contains("default-src 'none'");
  }

  @Test
  void saysWhenTheRunEndedToTheMinute() {
    assertThat(HtmlReport.render(ReportExamples.binary()))
        .contains("lender (label), bureau (feature) \u00b7 finished 2026-11-24 20:15 UTC</p>");
  }

  @Test
  void saysWhatThePartnersDataWasWorth() {
    ReportInput input = ReportExamples.binary();
    BinaryEvaluation joint = (BinaryEvaluation) input.findings().judgedJoint();
    BinaryEvaluation solo = (BinaryEvaluation) input.findings().judgedSolo().orElseThrow();
    String page = HtmlReport.render(input);

    assertThat(page)
        .contains(
            Html.number(joint.auc(), 4),
            Html.number(solo.auc(), 4),
            Html.number(joint.ks(), 4),
            ">KS " + Html.number(joint.ks(), 3) + "<",
            ">KS " + Html.number(solo.ks(), 3) + "<",
            Html.percent(joint.top().get(1).precision(), 2),
            Html.signed(joint.auc() - solo.auc(), 3),
            "clearly better",
            "Hit rate in the top 5\u00a0%",
            "48.3\u00a0MB",
            "logins_90d",
            "47 features, names not disclosed",
            "learning-rate",
            "Which tree node every person falls into",
            ReportExamples.SHA);
    assertThat(page.split("<svg", -1)).hasSize(8);
    assertThat(page.indexOf("Joint, test")).isPositive().isLessThan(page.indexOf("Joint, train"));
  }

  @Test
  void repeatsWhatWasWaived() {
    assertThat(HtmlReport.render(ReportExamples.binary())).doesNotContain("waived");
    assertThat(HtmlReport.render(ReportExamples.waiving("allow.unpinned-keys: <b>")))
        .contains("Protection that this party waived", "allow.unpinned-keys: &lt;b&gt;");
  }

  @Test
  void whatLooksLikeAnAccidentHasASectionOfItsOwn() {
    assertThat(HtmlReport.render(ReportExamples.binary())).doesNotContain("Warnings about");
    assertThat(HtmlReport.render(ReportExamples.warning("column 'x' <tells> the label")))
        .contains(
            "<h2>Warnings about your data</h2>", "column &#39;x&#39; &lt;tells&gt; the label");
  }

  @Test
  void otherObjectivesHaveNoRoc() {
    assertThat(HtmlReport.render(ReportExamples.regression()))
        .contains("0.1353", "0.7833", "98.2\u00a0%")
        .doesNotContain("<svg", "ROC");
    assertThat(HtmlReport.render(ReportExamples.poisson()))
        .contains("0.8576", "1.0441")
        .doesNotContain("<svg");
    assertThat(HtmlReport.render(ReportExamples.multiclass()))
        .contains("predicted 2", "0.8456", "No solo model")
        .doesNotContain("<svg");
  }

  @Test
  void theSoloModelIsExplainedWhereThereIsOne() {
    assertThat(HtmlReport.render(ReportExamples.binary()))
        .contains("Solo: the label party&#39;s own features only, same algorithm and settings. J");
    assertThat(HtmlReport.render(ReportExamples.multiclass()))
        .contains("<footer>Joint: all parties&#39; features")
        .doesNotContain("same algorithm and settings");
  }

  @Test
  void textOfOtherPartiesIsEscaped() {
    ReportInput plain = ReportExamples.binary();
    String hostile = "<img src=x onerror=alert(1)>\"'&";
    String page =
        HtmlReport.render(
            ReportExamples.input(
                hostile,
                plain.findings(),
                plain.disclosure(),
                new Names(hostile, hostile, hostile, hostile, Names.Repeats.NONE)));

    assertThat(page)
        .doesNotContain("<img")
        .contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;");
  }

  @Test
  void namesOfTheJobAreUsedEverywhere() {
    assertThat(HtmlReport.render(ReportExamples.binary()))
        .contains("Applicants per 10,000", "of the applicants and one of the others")
        .contains("Share of applicants against Share of others")
        .doesNotContain("label 1", "label 0");
    ReportInput plain = ReportExamples.binary();
    Names unnamed = Names.of(new EvaluateSection(null, null, null, null, null));
    assertThat(
            HtmlReport.render(
                ReportExamples.input("job", plain.findings(), plain.disclosure(), unnamed)))
        .contains("57 of them with label 1", "People with label 1 per 10,000");
  }

  @Test
  void bandsCalibrationAndStabilityAreShown() {
    ReportInput input = ReportExamples.binary();
    BinaryEvaluation joint = (BinaryEvaluation) input.findings().judgedJoint();
    ScoreBand best = joint.bands().bands().get(0);

    assertThat(HtmlReport.render(input))
        .contains(
            "Score bands",
            Html.percent(best.rate(), 2),
            Html.percent(best.recall(), 1),
            "Brier score " + Html.number(joint.bands().brier(), 4),
            "PSI over 10 bands",
            "<circle class=\"point joint\"");
  }

  @Test
  void everyDisclosureIsShown() {
    ReportInput input = ReportExamples.binary();
    for (Protection protection : Ciphers.protections()) {
      Disclosure disclosure = new GbdtDisclosure(protection);
      assertThat(HtmlReport.render(ReportExamples.input("job", input.findings(), disclosure)))
          .contains(Html.text(disclosure.featureParty().get(0)));
    }
  }
}
