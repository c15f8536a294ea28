package dev.tributary.fl.jobs.algorithm.mixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.algorithm.HorizontalJobs;
import dev.tributary.fl.jobs.algorithm.vertical.gbdt.GbdtSection;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.session.Role;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixedGbdtTest {
  private static final String OWN =
      "{a: {role: label}, b: {role: label}, x: {role: feature, with: [a]}, y: {role: feature, with:"
          + " [b]}}";
  private static final String SHARED =
      "{a: {role: label}, b: {role: label}, x: {role: feature, with: [a, b]}}";
  private static final String CONSENT = "consent: two-party-sum\n";

  private static JobFile job(String parties, String train, String more) {
    return Algorithms.parse(
        "job: j\nparties: "
            + parties
            + "\ntrain: {algorithm: mixed-gbdt"
            + train
            + "}\nsimulate: {a: {data: {id: id, label: y}}, b: {data: {id: id, label: y}}, x: {data:"
            + " {id: id}}}\n"
            + more,
        "job.yaml");
  }

  @Test
  void hasTheKeysOfVerticalTreesAndTheSumsOfPartiesWithTheSameColumns() {
    JobFile job = job(OWN, ", trees: 7, cipher: paillier, min-side-count: 9", CONSENT);

    assertThat(GbdtSection.of(job).trees()).isEqualTo(7);
    assertThat(GbdtSection.of(job).cipherName()).isEqualTo("paillier");
    assertThat(job.summingParty()).isEqualTo(new PartyId("a"));
    assertThat(job.align().protocol()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{a: {role: label}, b: {role: label}, x: {role: feature, with: [a, b]}}||add consent:"
            + " two-party-sum",
        "{a: {role: label}, x: {role: feature, with: [a]}}||parties must have two with role: label",
        "{a: {role: label}, b: {role: label}, x: {role: feature, with: [a]}}|consent:"
            + " two-party-sum|every label party takes one feature party of each kind of columns",
      })
  void refusesWhatDoesNotFit(String parties, String more, String message) {
    assertThatThrownBy(() -> job(parties, "", more == null ? "" : more))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER))
        .hasMessageContaining(message);
    assertThatThrownBy(() -> job(OWN, "", CONSENT + "sum: {party: x}"))
        .hasMessageContaining("sum.party must be one of the parties that have rows of their own");
    assertThatThrownBy(() -> job(OWN, ", early-stopping-rounds: 3", CONSENT))
        .hasMessageContaining("needs validation rows");
  }

  @Test
  void saysWhatTheTotalsAndTheCommonOrderTell() {
    Disclosure own = Algorithms.of(job(OWN, "", CONSENT)).disclosure(job(OWN, "", CONSENT));

    assertThat(own.of(new PartyId("a"), Role.LABEL))
        .anyMatch(text -> text.contains("the total over all label parties"))
        .anyMatch(text -> text.contains("each learns the other's sums"))
        .anyMatch(text -> text.contains("uniform to whoever lacks the masks"));
    assertThat(own.of(new PartyId("b"), Role.LABEL))
        .noneMatch(text -> text.contains("uniform to whoever lacks the masks"));
    assertThat(own.of(new PartyId("x"), Role.FEATURE))
        .anyMatch(text -> text.contains("the secret order of the candidates"));
    Disclosure shared =
        Algorithms.of(job(SHARED, "", CONSENT)).disclosure(job(SHARED, "", CONSENT));
    assertThat(shared.featureParty())
        .noneMatch(text -> text.contains("the secret order of the candidates"));
    assertThat(shared.byWho()).containsKeys("Feature parties", "Label parties");
  }

  @Test
  void theTrainingOfEachGroupAloneIsToldAndCounted() {
    JobFile compared = job(OWN, "", CONSENT);
    JobFile alone = job(OWN, "", CONSENT + "evaluate: {solo: false}\n");
    assertThat(Algorithms.of(compared).disclosure(compared).labelParty())
        .anyMatch(text -> text.startsWith("Each group trains once more by itself"));
    assertThat(Algorithms.of(alone).disclosure(alone).labelParty())
        .noneMatch(text -> text.contains("once more"));
    assertThat(HorizontalJobs.plan(compared, "a")).contains("all 100 trees");
    assertThat(HorizontalJobs.plan(alone, "a")).contains("all 50 trees");
  }

  @Test
  void thePlanNamesEveryoneToWhomSomethingGoes() {
    JobFile job = job(OWN, "", CONSENT);

    assertThat(HorizontalJobs.plan(job, "b"))
        .contains("to y, once:", "with y, per full tree:")
        .contains(
            "to a, who sums: masked words,",
            "sums, if all 50 rounds take place",
            "in 3 to judge the model")
        .doesNotContain("to x", "with x");
    assertThat(HorizontalJobs.plan(job, "x"))
        .contains("to a, once:", "with a, per full tree:")
        .contains("to y and from it, once: the names and kinds of all columns, and the key")
        .doesNotContain("to b,");
  }
}
