package dev.tributary.fl.jobs.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.JobFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written for trainings and does nothing elsewhere is said. */
class IdleKeysTest {
  private static List<String> notes(String train, String sections, String keys) {
    JobFile job =
        Algorithms.parse(
            "{job: j, parties: {lender: {role: label}, bureau: {role: feature}}, train: "
                + train
                + sections
                + ", simulate: {lender: {data: {path: a.csv, id: id"
                + keys
                + "}}}}",
            "job");
    return IdleKeys.notes(job, job.simulate().get("lender").data());
  }

  private static final String SECTIONS = ", split: {train: 0.7}, evaluate: {solo: false}";
  private static final String KEYS = ", split: [day, place], monotone: {age: increasing}";

  @Test
  void statisticsSayWhatTheyHaveNoUseFor() {
    assertThat(notes("{algorithm: vertical-stats}", SECTIONS, KEYS))
        .containsExactly(
            "split means nothing to algorithm: vertical-stats, which takes all rows",
            "evaluate means nothing to algorithm: vertical-stats, which predicts nothing that could"
                + " be judged",
            "data.split means nothing to algorithm: vertical-stats, which holds no rows out; its"
                + " columns are left out all the same: day, place",
            "data.monotone means nothing to algorithm: vertical-stats, which predicts nothing that"
                + " could rise or fall");
    assertThat(notes("{algorithm: vertical-stats}", "", ", label: y")).isEmpty();
  }

  @Test
  void trainingsHaveAUseForAll() {
    assertThat(notes("{trees: 3}", SECTIONS, ", label: y" + KEYS)).isEmpty();
  }
}
