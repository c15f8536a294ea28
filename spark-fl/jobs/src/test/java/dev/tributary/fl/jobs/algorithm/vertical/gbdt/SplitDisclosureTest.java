package dev.tributary.fl.jobs.algorithm.vertical.gbdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.vertical.cipher.Ciphers;
import org.junit.jupiter.api.Test;

class SplitDisclosureTest {
  private static final GbdtDisclosure LATTICE = new GbdtDisclosure(Ciphers.protection("lattice-1"));

  private static JobFile job(String split) {
    return Algorithms.parse(
        "job: j\nparties: {a: {role: label}, b: {role: feature}}\nalign: {key: uid}\nsplit: "
            + split,
        "job");
  }

  @Test
  void aSplitByAColumnOfTheLabelPartyIsSaidToTellOfIt() {
    JobFile byDate = job("{test: \"applied >= date '2024-07-01' and uid % 2 = 0\"}");
    JobFile byKey = job("{test: \"uid % 2 = 0\"}");

    assertThat(Algorithms.of(byDate).disclosure(byDate).featureParty())
        .containsAll(LATTICE.featureParty())
        .anyMatch(text -> text.contains("train, validate and test, by the label party's applied:"));
    assertThat(Algorithms.of(byDate).disclosure(byDate).labelParty())
        .isEqualTo(LATTICE.labelParty());
    assertThat(Algorithms.of(byKey).disclosure(byKey)).isEqualTo(LATTICE);
    assertThat(Algorithms.of(byKey).disclosure(job("{train: 0.7}"))).isEqualTo(LATTICE);
  }
}
