package dev.tributary.fl.jobs.run;

import static dev.tributary.fl.jobs.algorithm.HorizontalJobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.evaluation.DevianceEvaluation;
import dev.tributary.fl.evaluation.Sample;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.report.Findings;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OwnFindingsTest {
  private static final String SPLIT = "split: {train: 0.7}\n";
  private static final JobFile PLAIN = job("{algorithm: horizontal-gbdt}", SPLIT);
  private static final JobFile PRIVATE =
      job("{algorithm: horizontal-gbdt}", SPLIT + "privacy: {epsilon: 1, delta: 0.00001}\n");

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final Log log =
      new Log(new PartyId("a"), new PrintStream(told, true, StandardCharsets.UTF_8));

  private static Findings refused(double prediction) {
    DevianceEvaluation.of(1, Sample.of(new double[] {1, prediction}, new double[] {1, 2}));
    throw new AssertionError("judged");
  }

  @Test
  void withPrivacyARowThatCannotBeJudgedIsForItsOwnerToKnow() {
    for (double prediction : new double[] {0, Double.POSITIVE_INFINITY}) {
      told.reset();
      assertThat(OwnFindings.of(log, PRIVATE, () -> refused(prediction)).isEmpty()).isTrue();
      assertThat(told.toString(StandardCharsets.UTF_8))
          .contains("warning: there are no metrics of this party's own rows: ")
          .contains("row 1 must");
      assertThatThrownBy(() -> OwnFindings.of(log, PLAIN, () -> refused(prediction)))
          .isInstanceOf(FederationException.class)
          .hasMessageContaining("row 1 must");
    }
  }

  @Test
  void whatNoRowIsTheReasonForEndsTheRun() {
    assertThatThrownBy(
            () ->
                OwnFindings.of(
                    log,
                    PRIVATE,
                    () -> {
                      throw FederationException.resource("the disk is full");
                    }))
        .hasMessageContaining("the disk is full");
    assertThat(told.size()).isZero();
  }
}
