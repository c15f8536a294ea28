package dev.tributary.fl.jobs.algorithm.vertical.gbdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.algorithm.TreesInWords;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.training.Direction;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsInWordsTest {
  private static JobFile job(String more) {
    return Algorithms.parse(
        "job: j\nparties: {a: {role: label}, b: {role: feature}}\n" + more, "job.yaml");
  }

  @Test
  void saysWhatTheJobDoes() {
    assertThat(SettingsInWords.of(job("split: {train: 0.7, seed: 3}\ntrain: {row-sample: 0.8}")))
        .containsEntry("It predicts", "the probability of label 1")
        .containsEntry(
            "Size", "at most 50 trees of at most 5 levels, each shrunk to 0.1 of its step")
        .containsEntry(
            "Sampling",
            "a tree sees 80\u00a0% of the training rows and 100\u00a0% of the columns, drawn with seed 7")
        .containsEntry(
            "Rows", "70\u00a0% train, the rest tests; drawn by a hash of the key with seed 3");
    assertThat(SettingsInWords.of(job("split: {train: 0.8, validation: 0.2}")).get("Rows"))
        .startsWith("80\u00a0% train, 20\u00a0% validate; drawn");
    assertThat(SettingsInWords.of(job("train: {objective: multiclass, classes: 3, trees: 1000}")))
        .containsEntry("It predicts", "the probability of each of 3 classes")
        .containsEntry("Rows", "all train; nothing is set aside to measure on")
        .containsEntry(
            "Size",
            "at most 1,000 trees for each of 3 classes of at most 5 levels, each shrunk to 0.1 of"
                + " its step");
  }

  @Test
  void namesWhatHadAnEffectByTheWordsOfJobFiles() {
    Map<String, String> stored =
        Map.of("algorithm", "vertical-gbt", "key-bits", "2048", "sigma-out", "1.0", "trees", "50");
    assertThat(ReportInputs.exact(job("train: {cipher: lattice}"), stored))
        .containsEntry("algorithm", "vertical-gbdt")
        .containsKeys("sigma-out", "trees")
        .doesNotContainKey("key-bits");
    assertThat(ReportInputs.exact(job("train: {cipher: paillier}"), stored))
        .containsKey("key-bits")
        .doesNotContainKey("sigma-out");
  }

  @Test
  void saysOfWhomProbabilitiesAreWhenPositivesAreWeighed() {
    assertThat(SettingsInWords.of(job("train: {scale-pos-weight: 4}")))
        .containsEntry(
            "Class weights",
            "a row with label 1 counts 4.0 times as much in the training as another: probabilities"
                + " are of people reweighted like that, and not of the people that there are");
    assertThat(SettingsInWords.of(job("train: {scale-pos-weight: 1}")))
        .doesNotContainKey("Class weights");
  }

  @Test
  void saysWhichWayScoresGoWithOwnColumns() {
    JobFile job = job("train: {trees: 3}");
    assertThat(
            SettingsInWords.of(
                job, Map.of("income", Direction.INCREASING, "debt", Direction.DECREASING)))
        .containsEntry(
            "Monotone columns",
            "all other columns being the same, scores only fall with debt, rise with income; other"
                + " parties may have columns like these without saying so");
    assertThat(SettingsInWords.of(job, Map.of())).doesNotContainKey("Monotone columns");
  }

  @Test
  void remediesOfOverfittingAreKeysOfTheJob() {
    assertThat(remedies(job("train: {depth: 8}")))
        .contains("train.depth (now 8)", "train.early-stopping-rounds with split.validation");
    assertThat(remedies(job("split: {validation: id = 1}\ntrain: {early-stopping-rounds: 9}")))
        .contains("fewer train.early-stopping-rounds (now 9)")
        .doesNotContain("split.validation");
  }

  private static String remedies(JobFile job) {
    return TreesInWords.againstOverfitting(GbdtSection.of(job), job.split().validates());
  }
}
