package dev.tributary.fl.jobs.algorithm.horizontal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connectors.KeptRows;
import dev.tributary.fl.horizontal.stats.StatsTerms;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.data.DataProfile;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.plan.PlanInput;
import dev.tributary.fl.jobs.plan.PlanText;
import dev.tributary.fl.jobs.report.RunTables;
import dev.tributary.fl.jobs.run.Safeguards;
import dev.tributary.fl.training.QuantileLevels;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.LossRule;
import dev.tributary.protocol.PartyId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FederatedStatisticsTest {
  private static final String THREE = "{a: {role: label}, b: {role: label}, c: {role: label}}";
  private static final String TWO = "{a: {role: label}, b: {role: label}}";

  private static JobFile job(String parties, String train, String more) {
    return Algorithms.parse(
        "job: j\nparties: " + parties + "\ntrain: " + train + "\n" + more, "job.yaml");
  }

  private static JobFile job(String train) {
    return job(THREE, train, "");
  }

  @Test
  void hasKeysOfItsOwn() {
    FederatedStatsSection section =
        job("{algorithm: federated-stats}").train().section(FederatedStatsSection.class);
    assertThat(section.terms())
        .isEqualTo(new StatsTerms(QuantileLevels.PRESET, 10, StatsTerms.Correlations.NONE));
    assertThat(
            job("{algorithm: federated-stats, quantiles: [0.5], least-count: 3, correlations: true}")
                .train()
                .section(FederatedStatsSection.class)
                .terms())
        .isEqualTo(new StatsTerms(List.of(0.5), 3, StatsTerms.Correlations.ALL_PAIRS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{algorithm: federated-stats, quantiles: [0.9, 0.1]}||quantiles must be 1 to 100 levels",
        "{algorithm: federated-stats, least-count: 0}||least-count must be 1 to 1000000",
        "{algorithm: federated-stats, trees: 5}||trees is a key of algorithm: vertical-gbdt",
        "{algorithm: vertical-stats, correlations: true}||correlations is a key of algorithm:"
            + " federated-stats",
        "{algorithm: federated-stats}|split: {train: 0.7}|split means nothing to algorithm:"
            + " federated-stats",
        "{algorithm: federated-stats}|align: {min-intersection: 5}|align has only key",
        "{algorithm: federated-stats}|sum: {party: d}|sum.party must be one of the parties that have"
            + " rows of their own: a, b, c. Provided value: d",
        "{algorithm: federated-stats}|sum: {threshold: 2}|sum.threshold must be 3 to 3: a majority of"
            + " the 3 parties that sum, and 3 at least unless the job has consent",
        "{algorithm: federated-stats}|sum: {threshold: 4}|sum.threshold must be 3 to 3",
        "{algorithm: federated-stats}|sum: {min-parties: 2}|sum.min-parties must be 3 to 3: fewer"
            + " could open one total over two halves of the parties, unless the job has consent:"
            + " two-party-sum. Provided value: 2",
        "{algorithm: federated-stats}|sum: {min-parties: 4}|sum.min-parties must be 3 to 3",
        "{algorithm: federated-stats}|sum: {threshold: 2, min-parties: 3}|sum.threshold must be 3 to"
            + " 3",
        "{algorithm: federated-stats}|sum: {min-partys: 3}|unknown key sum.min-partys",
        "{algorithm: federated-stats}|sum: {treshold: 2}|unknown key sum.treshold. Did you mean"
            + " 'threshold'?",
        "{algorithm: federated-stats}|consent: two-party-sum|consent: two-party-sum is for sums that"
            + " two parties can be left in, and here there are 3 at least: leave it out",
        "{algorithm: federated-stats}|consent: two-party|consent[0] must be one of two-party-sum",
      })
  void refusesWhatDoesNotFit(String train, String more, String message) {
    assertThatThrownBy(() -> job(THREE, train, more == null ? "" : more))
        .hasMessageStartingWith("job.yaml")
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(FederationException.codeOf(e)).isEqualTo(ErrorCode.USER));
  }

  @Test
  void sumsOfTwoPartiesNeedTheConsentOfBoth() {
    String train = "{algorithm: federated-stats}";
    assertThatThrownBy(() -> job(TWO, train, ""))
        .hasMessageContaining(
            "with two parties every total, less one's own part, is the other party's")
        .hasMessageContaining("add consent: two-party-sum to the job file");

    JobFile agreed = job(TWO, train, "consent: two-party-sum");
    assertThat(RunTables.disclosure(Algorithms.of(agreed).disclosure(agreed)))
        .contains("By consent: with two parties every total, less one&#39;s own part")
        .doesNotContain("in common", "Feature party");
    assertThat(agreed.sha256())
        .isEqualTo(job(TWO, train, "consent: [two-party-sum]").sha256())
        .isNotEqualTo(job(THREE, train, "").sha256());
    assertThat(Algorithms.parse(agreed.text(), "again").sha256()).isEqualTo(agreed.sha256());
  }

  @Test
  void theFirstPartySumsAndThreeMakeATotalUnlessTheJobSaysOtherwise() {
    String train = "{algorithm: federated-stats}";
    JobFile unsaid = job(train);
    assertThat(unsaid.summingParty()).isEqualTo(new PartyId("a"));
    assertThat(unsaid.sum().threshold()).isEqualTo(3);
    JobFile said = job(THREE, train, "sum: {party: c, threshold: 2}\nconsent: two-party-sum");
    assertThat(said.summingParty()).isEqualTo(new PartyId("c"));
    assertThat(said.sum().threshold()).isEqualTo(2);
    assertThat(job(TWO, train, "consent: two-party-sum").sum().threshold()).isEqualTo(2);
    for (String key : List.of("sum: {party: a}", "consent: two-party-sum")) {
      assertThatThrownBy(() -> job("{a: {role: label}, b: {role: feature}}", "{trees: 1}", key))
          .hasMessageContaining("is for jobs whose parties have people of their own");
    }
  }

  @Test
  void aRunGoesOnWithoutALostPartyIfTheJobSaysSo() {
    String train = "{algorithm: federated-stats}";
    JobFile unsaid = job(train);
    assertThat(unsaid.lossRule()).isEqualTo(LossRule.ENDS);
    assertThat(unsaid.sum().fewest(3)).isEqualTo(3);
    assertThat(job(THREE, train, "sum: {min-parties: 3}").lossRule()).isEqualTo(LossRule.ENDS);

    String two = "sum: {party: b, min-parties: 2}\nconsent: two-party-sum";
    JobFile left = job(THREE, train, two);
    assertThat(left.sum().threshold()).isEqualTo(2);
    assertThat(left.lossRule()).isEqualTo(new LossRule(2, List.of(new PartyId("b"))));
    assertThat(left.sha256())
        .isEqualTo(job(THREE, train, two.replace("b, min", "b, threshold: 2, min")).sha256())
        .isNotEqualTo(job(THREE, train, two.replace("min-parties", "threshold")).sha256());
    assertThat(RunTables.disclosure(Algorithms.of(left).disclosure(left)))
        .contains(
            "is left out, if 2 at least are left (sum.min-parties); a later loss ends the run");

    String five = THREE.replace("}}", "}, d: {role: label}, e: {role: label}}");
    assertThatThrownBy(() -> job(five, train, "sum: {min-parties: 3}"))
        .hasMessageContaining("sum.min-parties must be 4 to 5: fewer could open one total");
    JobFile four = job(five, train, "sum: {min-parties: 4}");
    assertThat(four.sum().threshold()).isEqualTo(3);
    assertThat(four.lossRule()).isEqualTo(new LossRule(4, List.of(new PartyId("a"))));
    assertThatThrownBy(() -> job(five, train, "sum: {threshold: 5, min-parties: 4}"))
        .hasMessageContaining("sum.min-parties must be 5 to 5");
    assertThat(Algorithms.parse(four.text(), "again").sha256()).isEqualTo(four.sha256());
  }

  @Test
  void hasNothingToScoreWith() {
    JobFile job = job("{algorithm: federated-stats}");
    assertThatThrownBy(() -> Algorithms.of(job).checkScoring(job))
        .hasMessage(
            "algorithm: federated-stats trains no model, so there is nothing to score with: give"
                + " the job of a training");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "least-count: 20|{epsilon: 1, delta: 0.00001}|least-count must be left out with privacy",
        "correlations: false|{epsilon: 1, delta: 0.00001, clip: 3}|privacy.clip must be left out"
            + " without train.correlations: for counts no row is shortened",
        "correlations: true|{epsilon: 1, delta: 0.00001, learning-rate: 3}|privacy.learning-rate"
            + " must be left out",
      })
  void refusesWhatNoiseLeavesNoMeaning(String keys, String privacy, String message) {
    String train = "{algorithm: federated-stats, " + keys + "}";
    assertThatThrownBy(() -> job(THREE, train, "privacy: " + privacy))
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(FederationException.codeOf(e)).isEqualTo(ErrorCode.USER));
    job(THREE, "{algorithm: federated-stats}", "privacy: {epsilon: 1, delta: 0.00001}");
  }

  /** 1 + (1 + 70 d) + 2 x 128 d + d (d + 1) / 2 words of d = 10 columns. */
  @Test
  void thePlanSaysWhatHasNoise() {
    String noise =
        "privacy: {epsilon: 1, delta: 0.00001}\n"
            + "simulate: {a: {data: {id: id}}, b: {data: {id: id}}, c: {data: {id: id}}}";
    JobFile job = job(THREE, "{algorithm: federated-stats, correlations: true}", noise);
    assertThat(text(job, "b"))
        .contains("in 5 sums of 3,317 words", "With noise, of all parties' rows together")
        .contains(
            "the sums of the products of every pair of columns, rows that are longer than 2.0")
        .contains("A row is protected, not a person")
        .doesNotContain("mean times rows tells it");
    JobFile alone = job(THREE, "{algorithm: federated-stats}", noise);
    assertThat(text(alone, "b")).contains("in 4 sums of 3,262 words").doesNotContain("products");
  }

  @Test
  void thePlanSaysHowManyWordsGoWhere() {
    JobFile job =
        job(
            THREE,
            "{algorithm: federated-stats, quantiles: [0.5], correlations: true}",
            "simulate: {a: {data: {id: id}}, b: {data: {id: id}}, c: {data: {id: id}}}");

    // 1 + 129 d, 4096 d, (8 + 256) d and 3 d (d - 1) words of d = 10 columns.
    String size = "361.3 kB in 4 sums of 45,161 words";
    assertThat(text(job, "b"))
        .contains("sends, at most\n")
        .contains("to a and from it, once: the names and kinds of all columns")
        .contains("to a, who sums: masked words, " + size + "; the totals come back")
        .doesNotContain("align", "in common", "trains", "to c, who sums", "from c: masked");
    assertThat(text(job, "a"))
        .contains("from b: masked words, " + size, "from c: masked words, " + size)
        .contains("which are uniform to whoever lacks the masks");
  }

  private static String text(JobFile job, String self) {
    DataProfile profile =
        new DataProfile(
            1500,
            1000,
            new KeptRows(1000, 1000, 0),
            Double.NaN,
            Optional.empty(),
            IntStream.range(0, 10).mapToObj(c -> new DataProfile.Feature("x" + c, 0)).toList(),
            List.of());
    PlanInput plan =
        new PlanInput(
            job,
            new PartyId(self),
            job.simulate().get(self).data(),
            profile,
            Safeguards.COMPLETE,
            PlanInput.Columns.SOME);
    return PlanText.of(plan, Algorithms.of(job).plan(plan));
  }
}
