package dev.tributary.fl.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.evaluation.Interval;
import dev.tributary.fl.evaluation.Judge;
import dev.tributary.fl.evaluation.Metric;
import dev.tributary.fl.evaluation.ModelScores;
import dev.tributary.fl.evaluation.RegressionEvaluation;
import dev.tributary.fl.evaluation.Uncertainty;
import dev.tributary.fl.jobs.file.EvaluateSection;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The first screen is true for every job that can produce it. */
class HeadlineTest {
  private static final Names UNNAMED = Names.of(new EvaluateSection(null, null, null, null, null));

  private static String headline(Findings findings) {
    return Headline.html(ReportExamples.input("job", findings, ReportExamples.LATTICE, UNNAMED));
  }

  @Test
  void withoutTestRowsNothingIsClaimedOfUnseenPeople() {
    String text = headline(ReportExamples.campaign(ReportExamples.Judged.ON_TRAINING));

    assertThat(text)
        .contains(
            "What the partner's data is worth for new rows was not measured",
            "that trained, since the split sets no test rows aside",
            "flatters a model",
            "give the job a split")
        .doesNotContain("no model was trained on", "clearly", "confidence", "\u00b1", "95");
  }

  @Test
  void validationRowsAreCalledSo() {
    Findings test = ReportExamples.campaign(ReportExamples.Judged.ON_TEST);
    SplitEvaluations joint = renamed(test.joint());
    SplitEvaluations solo = renamed(test.solo());

    assertThat(headline(on(test, joint, solo, Basis.of(joint, false))))
        .contains("set aside for validation and that no model was trained on");
    assertThat(headline(on(test, joint, solo, Basis.of(joint, true))))
        .contains("they decided when training stopped")
        .doesNotContain("that no model was trained on");
  }

  private static SplitEvaluations renamed(SplitEvaluations of) {
    return new SplitEvaluations(
        java.util.Map.of(
            "train", of.bySplit().get("train"), "validation", of.bySplit().get("test")));
  }

  private static Findings known(Findings of, double standardError) {
    double estimate = of.judgedJoint().metrics().get(Metric.RMSE);
    Interval interval = new Interval(estimate, standardError, Interval.Method.BOOTSTRAP);
    Uncertainty uncertainty =
        new Uncertainty(java.util.Map.of(Metric.RMSE, interval), java.util.Map.of(), 2000);
    return new Findings(of.joint(), of.solo(), of.basis(), of.weighting(), uncertainty, of.shift());
  }

  private static Findings on(
      Findings of, SplitEvaluations joint, SplitEvaluations solo, Basis basis) {
    return new Findings(joint, solo, basis, of.weighting(), of.uncertainty(), of.shift());
  }

  /** Every row weighs 500: people are still people, and an interval is as wide as without. */
  @Test
  void weightsAreNotPeople() {
    List<ModelScores> training = ReportExamples.scored(600, 1.2, 1.1, 1, 500);
    List<ModelScores> heavy = common(ReportExamples.scored(200, 1.2, 1.0, 2, 500));
    List<ModelScores> plain = common(ReportExamples.scored(200, 1.2, 1.0, 2, 1));
    Findings weighted = ReportExamples.binary(heavy, training, Findings.Weighting.BY_ROW);
    Findings unweighted = ReportExamples.binary(plain, training, Findings.Weighting.NONE);

    assertThat(headline(weighted))
        .contains("Measured on 200 people", "; 50 of them with label 1 (25.00\u00a0%; by weight")
        .contains("Weighted hit rate", "weighted AUC", "weighted by the label party's column")
        .contains("The change in weighted AUC", "fixes the joint weighted AUC", "cases, by weight")
        .containsPattern("per 10,000 chosen from the top [0-9]+\u00a0%, by weight")
        .doesNotContain("25,000", "100,000");
    assertThat(precision(headline(weighted))).isEqualTo(precision(headline(unweighted)));
    // Hanley and McNeil give 0.08 for 50 against 150 at an AUC of 0.7; weights as people 0.004.
    assertThat(precision(headline(weighted))).isBetween(0.06, 0.1);
    assertThat(headline(unweighted)).doesNotContain("eight");
  }

  /** Every fourth row has label 1. */
  private static List<ModelScores> common(List<ModelScores> scores) {
    double[] label = new double[scores.get(0).rows()];
    Random random = new Random(3);
    double[][] score = new double[2][label.length];
    for (int r = 0; r < label.length; r++) {
      label[r] = r % 4 == 0 ? 1 : 0;
      double shared = random.nextGaussian() + 0.8 * label[r];
      score[0][r] = 1 / (1 + Math.exp(-shared - 0.1 * random.nextGaussian()));
      score[1][r] = 1 / (1 + Math.exp(-shared));
    }
    return List.of(
        new ModelScores(new double[][] {score[0]}, label, scores.get(0).weight()),
        new ModelScores(new double[][] {score[1]}, label, scores.get(0).weight()));
  }

  private static double precision(String headline) {
    Matcher found = Pattern.compile("\u00b1\u00a0([0-9.]+)").matcher(headline);
    assertThat(found.find()).as(headline).isTrue();
    return Double.parseDouble(found.group(1));
  }

  @Test
  void betterIsClearWhereThePairedIntervalSaysSo() {
    Findings findings = ReportExamples.campaign(ReportExamples.Judged.ON_TEST);
    Interval auc = findings.uplift(Metric.AUC).orElseThrow();

    assertThat(headline(findings))
        .contains("clearly better", "with 95\u00a0% confidence between")
        .contains(Html.signed(auc.low(), 4) + " and " + Html.signed(auc.high(), 4))
        .contains("a paired interval (DeLong) of both models on the same people")
        .contains("95\u00a0%: " + ComparisonTable.range(auc, 1, 3));
  }

  @Test
  void theOtherVerdictsAreSaidAsWell() {
    List<ModelScores> training = ReportExamples.scored(600, 1.2, 1.1, 1, 1);
    List<ModelScores> alike = common(ReportExamples.scored(200, 0, 0, 2, 1));
    List<ModelScores> good = ReportExamples.scored(6000, 1.5, 0.2, 2, 1);
    List<ModelScores> bad = List.of(good.get(1), good.get(0));
    List<ModelScores> same = List.of(good.get(0), good.get(0));
    List<ModelScores> few = ReportExamples.scored(300, 5, -5, 4, 1);

    assertThat(verdict(alike, training)).isIn(Verdict.AHEAD, Verdict.NO_BETTER);
    assertThat(verdict(good, training)).isEqualTo(Verdict.BETTER);
    assertThat(verdict(bad, training)).isEqualTo(Verdict.WORSE);
    assertThat(verdict(same, training)).isEqualTo(Verdict.NO_BETTER);
    assertThat(verdict(few, training)).isEqualTo(Verdict.TOO_FEW);
    assertThat(headline(ReportExamples.binary(few, training, Findings.Weighting.NONE)))
        .contains("too few rows", "; 3 of them with label 1", "fewer than 10 of either label")
        .doesNotContain("clearly", "\u00b1");
  }

  private static Verdict verdict(List<ModelScores> test, List<ModelScores> training) {
    Findings findings = ReportExamples.binary(test, training, Findings.Weighting.NONE);
    return Verdict.of(findings, findings.judgedSolo().orElseThrow());
  }

  @Test
  void lossesAreBetterWhereTheyFall() {
    Random random = new Random(5);
    double[] label = random.doubles(300).toArray();
    double[] weight = new double[300];
    Arrays.fill(weight, 1);
    double[] near = Arrays.stream(label).map(y -> y + 0.1 * random.nextGaussian()).toArray();
    double[] far = Arrays.stream(label).map(y -> y + 0.3 * random.nextGaussian()).toArray();
    List<ModelScores> both =
        List.of(
            new ModelScores(new double[][] {near}, label, weight),
            new ModelScores(new double[][] {far}, label, weight));
    Findings findings = ReportExamples.findings(Judge.NUMBERS, both, both, Findings.Weighting.NONE);
    Findings turned =
        ReportExamples.findings(
            Judge.NUMBERS, List.of(both.get(1), both.get(0)), both, Findings.Weighting.NONE);

    assertThat(headline(findings))
        .contains("clearly better", "RMSE) falls", "The change in RMSE is \u2212");
    assertThat(headline(turned)).contains("clearly worse", "RMSE) does not fall");
  }

  @Test
  void errorsAndSharesOfWeightAreCalledSo() {
    for (ReportInput of : List.of(ReportExamples.regression(), ReportExamples.poisson())) {
      Findings plain = of.findings();
      Findings weighted =
          new Findings(
              plain.joint(),
              plain.solo(),
              plain.basis(),
              Findings.Weighting.BY_ROW,
              plain.uncertainty(),
              plain.shift());
      assertThat(headline(weighted)).containsPattern("(RMSE|mean deviance), by weight\\) falls");
      assertThat(headline(plain)).doesNotContain("weight");
    }
    assertThat(headline(ReportExamples.regression().findings()))
        .contains("of the label's variation, the solo");
  }

  /**
   * Of parties with people of their own: never a partner's columns, and never the noise's fault.
   */
  @Test
  void whatTrainingTogetherWasWorthIsSaidInTheSameWay() {
    Findings better = ReportExamples.campaign(ReportExamples.Judged.ON_TEST);
    assertThat(Headline.ofOwnRows(better, UNNAMED))
        .contains("<b>Training together made the model clearly better.</b>")
        .contains("the solo model in", "The change in AUC is +", "a paired interval (DeLong)")
        .contains("Measured on 5,700 people that no model was trained on");
    List<ModelScores> training = ReportExamples.scored(600, 1.2, 1.1, 1, 1);
    List<ModelScores> good = ReportExamples.scored(6000, 1.5, 0.2, 2, 1);
    Findings worse =
        ReportExamples.binary(
            List.of(good.get(1), good.get(0)), training, Findings.Weighting.BY_ROW);
    assertThat(Headline.ofOwnRows(worse, UNNAMED))
        .contains("Training together made the model clearly worse on these rows.")
        .contains("weighted by this party's column of weights");
    Findings few =
        ReportExamples.binary(
            ReportExamples.scored(300, 5, -5, 4, 1), training, Findings.Weighting.NONE);
    assertThat(Headline.ofOwnRows(few, UNNAMED))
        .contains("There are too few rows to tell what training together is worth.")
        .doesNotContain("clearly", "\u00b1");
    assertThat(
            Headline.ofOwnRows(ReportExamples.campaign(ReportExamples.Judged.ON_TRAINING), UNNAMED))
        .contains("What training together is worth for new rows was not measured.")
        .contains("flatters a model", "give the job a split")
        .doesNotContain("clearly", "confidence");
    assertThat(Headline.ofOwnRows(ReportExamples.regression().findings(), UNNAMED))
        .contains("falls by training together: <b>");
    assertThat(Headline.ofOwnRows(ReportExamples.multiclass().findings(), UNNAMED))
        .contains("No solo model was trained")
        .doesNotContain("together");
    assertThat(Headline.ofOwnRows(Findings.none(), UNNAMED))
        .contains("What training together is worth on your own rows was not measured.");
    for (Findings any : List.of(better, worse, few, ReportExamples.regression().findings())) {
      assertThat(Headline.ofOwnRows(any, UNNAMED)).doesNotContain("partner", "label party");
    }
  }

  /** Of a table in which ids are repeated; only a split by more than the id parts their rows. */
  @Test
  void rowsOfOnePersonAreNotCalledPeople() {
    EvaluateSection evaluate = new EvaluateSection(null, null, "clients", null, null);
    Findings test = ReportExamples.campaign(ReportExamples.Judged.ON_TEST);
    String apart = Headline.ofOwnRows(test, Names.of(evaluate, Names.Repeats.APART));
    String together = Headline.ofOwnRows(test, Names.of(evaluate, Names.Repeats.TOGETHER));
    String trained =
        Headline.ofOwnRows(
            ReportExamples.campaign(ReportExamples.Judged.ON_TRAINING),
            Names.of(evaluate, Names.Repeats.APART));

    assertThat(apart)
        .contains("Measured on 5,700 rows that no model was trained on")
        .contains("Some of them may be of people whose other rows trained")
        .contains("of both models on the same rows")
        .doesNotContain("clients");
    assertThat(together)
        .contains("Measured on 5,700 rows that no model was trained on")
        .doesNotContain("clients", "whose other rows");
    assertThat(trained).contains("that trained").doesNotContain("whose other rows");
  }

  /** A share below 0 is none. */
  @Test
  void worseThanTheMeanIsSaidInWords() {
    assertThat(explained(-0.35, 0.2))
        .contains("The joint model predicts worse than the labels' mean would, the solo model")
        .contains("the solo model explains 20.0\u00a0% of the label's variation.");
    assertThat(explained(0.2, -0.35))
        .contains("The joint model explains 20.0\u00a0% of the label's variation, the solo model")
        .contains("the solo model predicts worse than the labels' mean would.");
    assertThat(explained(-0.35, -0.1))
        .contains("worse than the labels' mean would, and so does the solo model.");
    assertThat(explained(0.2, 0.1))
        .contains("explains 20.0\u00a0% of the label's variation, the solo model 10.0\u00a0%.");
  }

  private static String explained(double joint, double solo) {
    RegressionEvaluation alone = new RegressionEvaluation(50, 1, solo);
    return new HeadlineSentence(alone, UNNAMED, false, Cause.PARTNERS_DATA)
        .regression(new RegressionEvaluation(50, 1, joint));
  }

  @Test
  void oneModelAloneIsNotCompared() {
    ReportInput alone = ReportExamples.multiclass();

    assertThat(Headline.html(alone))
        .contains("No solo model was trained", "84.6\u00a0%")
        .doesNotContain("clearly", "solo model for");
  }

  @Test
  void overfittingIsCalledSoWithWhatToChange() {
    List<ModelScores> training = ReportExamples.scored(6000, 3.5, 1, 1, 1);
    List<ModelScores> test = ReportExamples.scored(6000, 1.2, 1, 2, 1);

    assertThat(headline(ReportExamples.binary(test, training, Findings.Weighting.NONE)))
        .contains("Overfitting:", "Try a smaller train.depth (now 5).");
    assertThat(headline(ReportExamples.binary(test, test, Findings.Weighting.NONE)))
        .doesNotContain("verfitting");
    Findings loss = ReportExamples.regression().findings();
    assertThat(headline(known(loss, 0.01))).contains("Overfitting:");
    assertThat(headline(known(loss, 0.5))).doesNotContain("verfitting");
    assertThat(headline(loss)).as("without an interval").doesNotContain("verfitting");
    assertThat(Headline.html(ReportExamples.poisson())).doesNotContain("verfitting");
  }
}
