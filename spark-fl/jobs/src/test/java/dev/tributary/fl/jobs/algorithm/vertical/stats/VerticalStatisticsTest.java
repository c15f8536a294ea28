package dev.tributary.fl.jobs.algorithm.vertical.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connectors.KeptRows;
import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.data.DataProfile;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.plan.PlanInput;
import dev.tributary.fl.jobs.plan.PlanText;
import dev.tributary.fl.jobs.run.Safeguards;
import dev.tributary.fl.training.QuantileLevels;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerticalStatisticsTest {
  private static JobFile job(String train) {
    return Algorithms.parse(
        "{job: j, parties: {lender: {role: label}, bureau: {role: feature}}, train: " + train + "}",
        "job");
  }

  @Test
  void hasKeysOfItsOwn() {
    StatsSection section = job("{algorithm: vertical-stats}").train().section(StatsSection.class);
    assertThat(section.quantiles()).isEqualTo(QuantileLevels.PRESET);
    assertThat(
            job("{algorithm: vertical-stats, quantiles: [0, 0.5, 1]}")
                .train()
                .section(StatsSection.class)
                .quantiles())
        .containsExactly(0.0, 0.5, 1.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[0.5, 0.5]", "[0.9, 0.1]", "[-0.1]", "[1.1]"})
  void refusesLevelsThatAreNone(String levels) {
    assertThatThrownBy(() -> job("{algorithm: vertical-stats, quantiles: " + levels + "}"))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("quantiles must be 1 to 100 levels from 0 to 1, ascending");
  }

  @Test
  void keysOfAnotherAlgorithmAreRefusedWithItsName() {
    assertThatThrownBy(() -> job("{algorithm: vertical-stats, trees: 5}"))
        .hasMessageContaining("trees is a key of algorithm: vertical-gbdt");
    assertThatThrownBy(() -> job("{quantiles: [0.5]}"))
        .hasMessageContaining("quantiles is a key of algorithm: vertical-stats");
  }

  @Test
  void weightsMeanNothing() {
    TableSource weighted =
        new TableSource(
            "csv", "a.csv", List.of("id"), "y", null, "w", null, null, null, null, null);
    assertThatThrownBy(
            () -> job("{algorithm: vertical-stats}").checkData(new PartyId("lender"), weighted))
        .hasMessageContaining("data.weight means nothing to algorithm: vertical-stats");
  }

  @Test
  void hasNothingToScoreWith() {
    JobFile job = job("{algorithm: vertical-stats}");
    assertThatThrownBy(() -> Algorithms.of(job).checkScoring(job))
        .hasMessage(
            "algorithm: vertical-stats trains no model, so there is nothing to score with: give"
                + " the job of a training")
        .satisfies(e -> assertThat(FederationException.codeOf(e)).isEqualTo(ErrorCode.USER));
  }

  /** One count of columns and of missing cells each way, whoever plans; no label, no tree. */
  @Test
  void planSaysThatCountsGoBothWaysAndNoLabelDoes() {
    for (String self : List.of("lender", "bureau")) {
      String other = self.equals("lender") ? "bureau" : "lender";
      assertThat(plan(self))
          .startsWith("plan of job j for " + self + " (")
          .contains("  - to " + other + ", once: 48.0 kB to align (32 bytes per own id")
          .contains(
              "  - with "
                  + other
                  + ", once, both ways: the number of columns and of missing cells among the common"
                  + " rows\n")
          .contains("  - to all others: nothing")
          .contains("Of every other party: how many columns it has")
          .contains("warnings\n  - none\n")
          .doesNotContain("tree", "gradient", "label y", "refused");
    }
  }

  private static String plan(String self) {
    JobFile job =
        Algorithms.parse(
            """
            job: j
            parties: {lender: {role: label}, bureau: {role: feature}}
            train: {algorithm: vertical-stats}
            simulate:
              lender: {data: {path: a.csv, id: id, label: y}}
              bureau: {data: {path: b.csv, id: id}}
            """,
            "job");
    DataProfile profile =
        new DataProfile(
            1500,
            1000,
            new KeptRows(1000, 1000, 0),
            Double.NaN,
            Optional.empty(),
            List.of(new DataProfile.Feature("x", 0), new DataProfile.Feature("z", 10)),
            List.of());
    PlanInput input =
        new PlanInput(
            job,
            new PartyId(self),
            job.simulate().get(self).data(),
            profile,
            Safeguards.COMPLETE,
            PlanInput.Columns.SOME);
    return PlanText.of(input, Algorithms.of(job).plan(input));
  }

  @Test
  void everyPartyLearnsTheSame() {
    JobFile job = job("{algorithm: vertical-stats}");
    assertThat(Algorithms.of(job).disclosure(job).featureParty())
        .isEqualTo(Algorithms.of(job).disclosure(job).labelParty())
        .anyMatch(line -> line.contains("how many columns it has"));
  }
}
