package dev.tributary.fl.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.evaluation.Metric;
import dev.tributary.fl.horizontal.evaluation.Bounded;
import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.EvaluateSection;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.protocol.PartyId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a party with people of its own reads of the joint model on these. */
class OwnRowsTest {
  private static final String REMEDIES = "a larger train.penalty (now 0.0)";
  private static final Names PEOPLE = Names.of(new EvaluateSection(null, null, null, null, null));

  private static JobFile job(String more) {
    return Algorithms.parse(
        "job: j\nparties: {a: {role: label}, b: {role: label}, c: {role: label}}\n"
            + "train: {algorithm: horizontal-glm}\n"
            + more,
        "job.yaml");
  }

  private static Findings findings(double trained, Findings.Weighting weighting) {
    return ReportExamples.binary(
        ReportExamples.scored(6000, 1.2, 1, 2, 1),
        ReportExamples.scored(6000, trained, 1, 1, 1),
        weighting);
  }

  private static String html(Findings findings) {
    return OwnRows.html(job(""), PEOPLE, "test", Optional.of("a model"), findings, REMEDIES);
  }

  private static final PooledEvaluation POOLED =
      new PooledEvaluation(
          700,
          700,
          Map.of(Metric.AUC, new Bounded(0.8, 0.79, 0.81)),
          List.of(new PartyId("a"), new PartyId("b")));

  @Test
  void bandsCalibrationAndStabilityAreShown() {
    assertThat(html(findings(1.2, Findings.Weighting.NONE)))
        .contains("Lift so far", "Calibration", "PSI over 10 bands", "<svg")
        .doesNotContain("verfitting", "weighted");
    assertThat(html(findings(1.2, Findings.Weighting.BY_ROW)))
        .contains("Rates, shares, lift and KS are weighted", "Shares and rates are weighted");
  }

  @Test
  void overfittingIsCalledSoWithWhatToChange() {
    assertThat(html(findings(3.5, Findings.Weighting.NONE)))
        .contains("Overfitting:", "reaches AUC", "Try a larger train.penalty (now 0.0).");
    assertThat(html(findings(3.5, Findings.Weighting.BY_ROW))).contains("reaches weighted AUC");
  }

  /** Chance alone parts a handful of rows from thousands. */
  @Test
  void ofAHandfulOfRowsNothingIsCalledOverfitting() {
    Findings few =
        ReportExamples.binary(
            ReportExamples.scored(16, 0.1, 1, 2, 1),
            ReportExamples.scored(6000, 3.5, 1, 1, 1),
            Findings.Weighting.NONE);
    assertThat(few.uncertainty().model()).isEmpty();
    assertThat(html(few)).doesNotContain("Overfitting:");
  }

  private static String judgedBy(String split, String train, Findings findings) {
    JobFile job =
        Algorithms.parse(
            "job: j\nparties: {a: {role: label}, b: {role: label}, c: {role: label}}\ntrain:"
                + " {algorithm: horizontal-gbdt"
                + train
                + "}\nsplit: "
                + split,
            "job.yaml");
    return OwnRows.html(job, PEOPLE, "validation", Optional.of("a model"), findings, REMEDIES);
  }

  /** Also where own rows are too few to judge a model on, but those of all were judged. */
  @Test
  void whatJudgedRowsHadToDoWithTheTrainingIsSaid() {
    for (Findings of : List.of(Findings.none(), findings(1.2, Findings.Weighting.NONE))) {
      assertThat(judgedBy("{validation: \"id = 1\"}", ", early-stopping-rounds: 5", of))
          .contains("they decided when training stopped");
      assertThat(judgedBy("{validation: \"id = 1\"}", "", of))
          .contains("set aside for validation, which trained none")
          .doesNotContain("decided");
      assertThat(judgedBy("{}", "", of)).contains("The job set no rows aside");
      assertThat(
              judgedBy(
                  "{test: \"id = 2\", validation: \"id = 1\"}", ", early-stopping-rounds: 5", of))
          .doesNotContain("set aside for validation", "set no rows aside");
    }
  }

  @Test
  void otherModelsHaveNoPictures() {
    assertThat(html(ReportExamples.regression().findings())).doesNotContain("<svg");
  }

  @Test
  void rowsThatDoNotSufficeAreSaid() {
    assertThat(OwnRows.html(job(""), PEOPLE, "test", Optional.empty(), Findings.none(), REMEDIES))
        .contains("No model could be fitted to your own training rows", "too few to judge");
    assertThat(
            OwnRows.html(
                job("evaluate: {solo: false}"),
                PEOPLE,
                "test",
                Optional.empty(),
                Findings.none(),
                ""))
        .doesNotContain("No model could be fitted");
  }

  /** From the party's own model over its group's to the joint one. */
  @Test
  void whatColumnsAndPeopleWereWorthIsSaidByTheMetricThatDecides() {
    Findings overSolo = findings(1.2, Findings.Weighting.BY_ROW);
    ReportInput input = ReportExamples.input("job", overSolo, ReportExamples.LATTICE);
    String page =
        MixedReport.render(
            job(""),
            new PartyId("a"),
            "test",
            input,
            Optional.of("a model"),
            overSolo,
            Optional.of(POOLED));

    assertThat(page)
        .contains("Weighted AUC", "with the columns of your partners", "Score", "Match rate")
        .contains("known to all of these", "Intervals stand below.")
        .contains(
            "Joint model on the rows of all label parties", "On 700 rows of a, b, split: test.");
  }

  /** By the paired interval of each, as in a job of one label party. */
  @Test
  void eachComparisonHasItsVerdict() {
    Findings clear = ReportExamples.campaign(ReportExamples.Judged.ON_TEST);
    Findings ahead = findings(1.2, Findings.Weighting.NONE);
    String page =
        MixedReport.render(
            job(""),
            new PartyId("a"),
            "test",
            ReportExamples.input("job", clear, ReportExamples.LATTICE),
            Optional.of("a model"),
            ahead,
            Optional.empty());

    assertThat(page)
        .contains(
            "Against your own model: <b>Training with all others made the model clearly better")
        .contains(
            "Against your group&#39;s model: <b>The joint model is ahead, by no more than chance")
        .contains("The change in AUC is +", "a paired interval (DeLong)");
  }

  @Test
  void whatLooksLikeAnAccidentHasASectionOfItsOwn() {
    ReportInput input = ReportExamples.warning("column 'x' tells the label");
    assertThat(
            MixedReport.render(
                job(""),
                new PartyId("a"),
                "test",
                input,
                Optional.of("a model"),
                input.findings(),
                Optional.empty()))
        .contains("<h2>Warnings about your data</h2>", "column &#39;x&#39; tells the label");
  }

  /** Of a table in which ids are repeated. */
  @Test
  void rowsOfOnePersonAreNotCalledPeople() {
    Names names = Names.of(job("").evaluate(), Names.Repeats.TOGETHER);
    Findings of = findings(1.2, Findings.Weighting.NONE);
    assertThat(OwnRows.html(job(""), names, "test", Optional.of("a model"), of, REMEDIES))
        .contains("both models on the same rows", "whoever it is of", "too narrow")
        .doesNotContainIgnoringCase("people,", "of people");
    assertThat(html(of)).contains("each of which is one draw, whatever it weighs. ");
  }

  /** Of rows that trained, and of few, there are none. */
  @Test
  void noIntervalsArePromisedWhereThereAreNone() {
    Findings trained = ReportExamples.campaign(ReportExamples.Judged.ON_TRAINING);
    ReportInput input = ReportExamples.input("job", trained, ReportExamples.LATTICE);

    assertThat(
            MixedReport.render(
                job(""),
                new PartyId("a"),
                "train",
                input,
                Optional.of("a model"),
                trained,
                Optional.empty()))
        .contains("with the columns of your partners", "split: train.</p>", PooledTable.UNJUDGED)
        .doesNotContain("Intervals stand below", "boosted trees of");
  }
}
