package dev.tributary.fl.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.fl.evaluation.BinaryEvaluation;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MetricsFileTest {
  @Test
  void hasTheStructureOfTheResultContract() throws IOException {
    ReportInput input = ReportExamples.binary();
    BinaryEvaluation joint = (BinaryEvaluation) input.joint().judged();
    BinaryEvaluation solo = (BinaryEvaluation) input.solo().judged();
    JsonNode file = file(input);

    assertThat(file.fieldNames())
        .toIterable()
        .containsExactly("format", "joint", "solo", "uplift", "timing", "traffic", "job-sha256");
    assertThat(file.at("/joint/test/auc").doubleValue()).isEqualTo(joint.auc());
    assertThat(file.at("/joint/test/top/0.05/precision").doubleValue())
        .isEqualTo(joint.top().get(1).precision());
    assertThat(file.at("/solo/train/logloss").isDouble()).isTrue();
    assertThat(file.at("/uplift/auc").doubleValue())
        .isCloseTo(joint.auc() - solo.auc(), within(1e-15));
    assertThat(file.at("/uplift/top/0.1/ks").doubleValue())
        .isCloseTo(joint.top().get(2).ks() - solo.top().get(2).ks(), within(1e-15));
    assertThat(file.at("/timing/seconds-per-tree").doubleValue()).isEqualTo(1.67);
    assertThat(file.at("/timing/stages/align").doubleValue()).isEqualTo(14.8);
    assertThat(file.at("/traffic/bytes-sent").longValue()).isEqualTo(48_300_000);
    assertThat(file.path("job-sha256").textValue()).isEqualTo(ReportExamples.SHA);
  }

  @Test
  void namesTheMetricsOfEveryObjective() throws IOException {
    assertThat(file(ReportExamples.regression()).at("/joint/test").fieldNames())
        .toIterable()
        .containsExactly("rmse", "r2");
    assertThat(file(ReportExamples.poisson()).at("/joint/test").fieldNames())
        .toIterable()
        .containsExactly("deviance");
    assertThat(file(ReportExamples.multiclass()).at("/joint/test").fieldNames())
        .toIterable()
        .containsExactly("accuracy", "logloss");
  }

  @Test
  void withoutSoloThereIsNoUplift() throws IOException {
    JsonNode file = file(ReportExamples.multiclass());

    assertThat(file.path("solo").isEmpty()).isTrue();
    assertThat(file.path("uplift").isEmpty()).isTrue();
    assertThat(file.path("uplift").isObject()).isTrue();
  }

  private static JsonNode file(ReportInput input) throws IOException {
    return new ObjectMapper()
        .readTree(MetricsFile.json(input.joint(), input.solo(), input.cost(), input.jobSha256()));
  }
}
