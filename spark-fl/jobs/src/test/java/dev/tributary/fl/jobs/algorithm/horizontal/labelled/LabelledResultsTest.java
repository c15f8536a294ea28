package dev.tributary.fl.jobs.algorithm.horizontal.labelled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.report.Names.Repeats;
import org.junit.jupiter.api.Test;

class LabelledResultsTest {
  private static Repeats repeats(String split, long repeatedIds) {
    String job =
        "job: j\nparties: {a: {role: label}, b: {role: label}, c: {role: label}}\n"
            + "train: {algorithm: horizontal-glm}\nsplit: "
            + split;
    return LabelledResults.repeats(Algorithms.parse(job, "job.yaml"), repeatedIds);
  }

  /** Rows of one id are used alike unless the split looks at more than the id. */
  @Test
  void repeatedIdsAreWholeWhereTheSplitIsByTheId() {
    assertThat(repeats("{test: \"month > 6\"}", 0)).isEqualTo(Repeats.NONE);
    assertThat(repeats("{test: \"month > 6\"}", 3)).isEqualTo(Repeats.APART);
    assertThat(repeats("{test: \"id = 1\"}", 3)).isEqualTo(Repeats.TOGETHER);
    assertThat(repeats("{test: \"id = 1\", validation: \"month = 2\"}", 3))
        .isEqualTo(Repeats.APART);
    assertThat(repeats("{train: 0.7}", 3)).isEqualTo(Repeats.TOGETHER);
  }
}
