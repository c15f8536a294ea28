package dev.tributary.fl.jobs.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.spark.align.Alignments;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A job can name each alignment that the stages can run, and no other. */
class AlignProtocolTest {
  @Test
  void eachIsOneOfTheStagesAndNoneIsMissing() {
    assertThat(Arrays.stream(AlignProtocol.values()).map(AlignProtocol::suite))
        .containsExactlyInAnyOrderElementsOf(Alignments.suites());
  }
}
