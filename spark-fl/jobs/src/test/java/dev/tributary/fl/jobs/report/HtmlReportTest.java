package dev.tributary.fl.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.evaluation.BinaryEvaluation;
import dev.tributary.fl.jobs.algorithm.gbdt.GbdtDisclosure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
  @Test
  void holdsNothingFromOutside() {
    String page = HtmlReport.render(ReportExamples.binary());

    assertThat(page).doesNotContain("http:", "https:", "src=", "href=", "url(", "@import");
    assertThat(page).doesNotContainIgnoringCase("<script").doesNotContainIgnoringCase("<link");
    assertThat(page).contains("default-src 'none'");
  }

  @Test
  void saysWhatThePartnersDataWasWorth() {
    ReportInput input = ReportExamples.binary();
    BinaryEvaluation joint = (BinaryEvaluation) input.joint().judged();
    BinaryEvaluation solo = (BinaryEvaluation) input.solo().judged();
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
            "Which tree node every person falls into",
            ReportExamples.SHA);
    assertThat(page.split("<svg", -1)).hasSize(7);
    assertThat(page.indexOf("Joint, test")).isPositive().isLessThan(page.indexOf("Joint, train"));
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
  void textOfOtherPartiesIsEscaped() {
    ReportInput plain = ReportExamples.regression();
    String hostile = "<img src=x onerror=alert(1)>\"'&";
    String page =
        HtmlReport.render(
            ReportExamples.input(hostile, plain.joint(), plain.solo(), plain.disclosure()));

    assertThat(page)
        .doesNotContain("<img")
        .contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;");
  }

  @Test
  void aModelThatIsNoBetterIsSaidToBeNoBetter() {
    ReportInput input = ReportExamples.binary();
    SplitEvaluations better = input.joint();
    SplitEvaluations worse = input.solo();
    String page = HtmlReport.render(ReportExamples.input("job", worse, better, input.disclosure()));

    assertThat(page).contains("did not improve").doesNotContain("clearly better");
  }

  @Test
  void everyDisclosureIsShown(@TempDir Path directory) throws IOException {
    ReportInput input = ReportExamples.binary();
    for (Disclosure disclosure : GbdtDisclosure.values()) {
      String page =
          HtmlReport.render(ReportExamples.input("job", input.joint(), input.solo(), disclosure));
      Path file = directory.resolve(HtmlReport.NAME);
      Files.writeString(file, page);
      assertThat(Files.readString(file)).contains(Html.text(disclosure.featureParty().get(0)));
    }
  }
}
