package dev.tributary.fl.jobs.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connectors.KeptRows;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.data.DataProfile;
import dev.tributary.fl.jobs.file.AllowSection;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.run.ClusterProtection;
import dev.tributary.fl.jobs.run.Safeguards;
import dev.tributary.protocol.PartyId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class PlanTextTest {
  private static JobFile job(String train) {
    return Algorithms.parse(
        """
        job: credit
        parties: {bank: {role: label}, bureau: {role: feature}}
        train: %s
        simulate:
          bank: {data: {path: a.csv, id: id, label: y}}
          bureau: {data: {path: b.csv, id: id}}
        """
            .formatted(train),
        "job");
  }

  private static PlanInput plan(JobFile job, String self, Safeguards safeguards) {
    List<DataProfile.Feature> features =
        List.of(new DataProfile.Feature("x", 0), new DataProfile.Feature("user_id", 900));
    return plan(job, self, safeguards, features, PlanInput.Columns.SOME);
  }

  private static PlanInput plan(
      JobFile job,
      String self,
      Safeguards safeguards,
      List<DataProfile.Feature> features,
      PlanInput.Columns columns) {
    DataProfile profile =
        new DataProfile(
            1500,
            1000,
            new KeptRows(1200, 1000, 3),
            self.equals("bank") ? 0.05 : Double.NaN,
            Optional.of("'bad' (50 rows) counts as 1, 'good' (950 rows) as 0"),
            features,
            List.of("columns that look like ids among the features (1): user_id"));
    return new PlanInput(
        job, new PartyId(self), job.simulate().get(self).data(), profile, safeguards, columns);
  }

  private static Safeguards safeguards(JobFile job, ClusterProtection cluster, boolean waived) {
    AllowSection allow = new AllowSection(waived, waived, waived);
    return Safeguards.of(cluster, job, allow, "no/such/folder", new Configuration());
  }

  private static String text(PlanInput plan) {
    return PlanText.of(plan, Algorithms.of(plan.job()).plan(plan));
  }

  private static List<String> warnings(PlanInput plan) {
    return PlanWarnings.of(plan, Algorithms.of(plan.job()).plan(plan));
  }

  @Test
  void labelPartySeesItsDataAndWhoLearnsWhat() {
    String text = text(plan(job("{cipher: paillier}"), "bank", Safeguards.COMPLETE));

    assertThat(text)
        .contains("1,000 rows, each with an id of its own (id)")
        .contains("label y: 5.00 % of the rows (50) have label 1; 'bad' (50 rows) counts as 1,")
        .contains("user_id 90.0 %")
        .contains("which of its ids each other party has, and how many ids that party brings")
        .contains("which of its ids all parties have, and how many ids the label party brings")
        .contains("Which tree node every person falls into.")
        .contains("Nothing has left this party.");
  }

  @Test
  void namesTheFirstColumnsUnlessAllAreAskedFor() {
    List<DataProfile.Feature> many =
        IntStream.range(0, 30).mapToObj(c -> new DataProfile.Feature("c" + c, 0)).toList();
    String first = "c0, c1, c2, c3, c4, c5, c6, c7";
    PlanInput some = plan(job("{}"), "bank", Safeguards.COMPLETE, many, PlanInput.Columns.SOME);
    PlanInput all = plan(job("{}"), "bank", Safeguards.COMPLETE, many, PlanInput.Columns.ALL);

    assertThat(text(some))
        .contains("  - 30 feature columns: " + first + ", ... (--columns lists all)\n")
        .doesNotContain("c8");
    assertThat(text(all))
        .contains(
            many.stream()
                .map(DataProfile.Feature::name)
                .collect(Collectors.joining(", ", "  - 30 feature columns: ", "\n")));
  }

  @Test
  void warnsOfWhatACarefulReaderWouldAskAbout() {
    List<String> warnings = warnings(plan(job("{cipher: plain}"), "bank", Safeguards.COMPLETE));

    assertThat(warnings)
        .anyMatch(w -> w.contains("cipher: plain protects nothing"))
        .anyMatch(w -> w.contains("look like ids among the features (1): user_id"))
        .anyMatch(w -> w.contains("only 50 rows have label 1"))
        .anyMatch(w -> w.contains("no split"))
        .noneMatch(w -> w.contains("allow."));
    assertThat(warnings(plan(job("{cipher: paillier}"), "bureau", Safeguards.COMPLETE)))
        .noneMatch(w -> w.contains("label 1"));
  }

  /** Others have rows too, and a person may have several. */
  @Test
  void ofAPartyOfManyItsOwnRowsAreNotAllThereIs() {
    JobFile job =
        Algorithms.parse(
            """
            job: credit
            parties: {bank: {role: label}, b: {role: label}, c: {role: label}}
            train: {algorithm: horizontal-glm}
            simulate: {bank: {data: {path: a.csv, id: id, label: y}}}
            """,
            "job");
    PlanInput plan = plan(job, "bank", Safeguards.COMPLETE);

    assertThat(warnings(plan))
        .anyMatch(
            w ->
                w.equals(
                    "only 50 rows have label 1: too few to learn from by themselves; the joint"
                        + " model has the rows of the others too"));
    assertThat(text(plan)).contains("1,000 rows (id: id)").doesNotContain("an id of its own");
  }

  @Test
  void saysWhatTheRunWouldBeRefusedFor() {
    JobFile job = job("{cipher: lattice}");
    PlanInput plan = plan(job, "bank", safeguards(job, ClusterProtection.UNENCRYPTED, false));

    assertThat(text(plan))
        .contains("refused: a run would end here before it joins")
        .contains("set spark.authenticate, spark.network.crypto.enabled")
        .contains("the job pins no key of bank, bureau")
        .doesNotContain("- allow.");
    assertThat(text(plan(job, "bank", Safeguards.COMPLETE))).doesNotContain("refused");
  }

  @Test
  void warnsOfWhatWasWaived() {
    JobFile job = job("{cipher: lattice}");
    PlanInput plan = plan(job, "bank", safeguards(job, ClusterProtection.UNENCRYPTED, true));

    assertThat(text(plan))
        .doesNotContain("refused")
        .contains("- allow.unencrypted-cluster: your cluster's own messages")
        .contains("- allow.unpinned-keys: the job pins no key of bank, bureau");
  }
}
