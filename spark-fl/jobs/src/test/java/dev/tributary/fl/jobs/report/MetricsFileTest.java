package dev.tributary.fl.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.connectors.KeptRows;
import dev.tributary.fl.evaluation.BinaryEvaluation;
import dev.tributary.fl.evaluation.Interval;
import dev.tributary.fl.evaluation.Metric;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsFileTest {
  @Test
  void hasTheStructureOfTheResultContract() throws IOException {
    ReportInput input = ReportExamples.binary();
    BinaryEvaluation joint = (BinaryEvaluation) input.findings().judgedJoint();
    BinaryEvaluation solo = (BinaryEvaluation) input.findings().judgedSolo().orElseThrow();
    JsonNode file = file(input);

    assertThat(file.fieldNames())
        .toIterable()
        .containsExactly(
            "format",
            "weighted",
            "judged",
            "joint",
            "solo",
            "uplift",
            "rows",
            "timing",
            "traffic",
            "job-sha256");
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
    assertThat(file.at("/rows/own").longValue()).isEqualTo(1500);
    assertThat(file.at("/rows/matched").longValue()).isEqualTo(1098);
    assertThat(file.at("/rows/by-party/bureau/rows").longValue()).isEqualTo(1400);
    assertThat(file.at("/rows/by-party/bureau/matched").longValue()).isEqualTo(1200);
    assertThat(file.at("/rows/match-rate").doubleValue()).isEqualTo(1098 / 1500.0);
    assertThat(file.at("/rows/by-party/bureau/match-rate").doubleValue()).isEqualTo(1200 / 1400.0);
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

  @Test
  void upliftHasPairedIntervals() throws IOException {
    ReportInput input = ReportExamples.binary();
    JsonNode uplift = file(input).path("uplift");
    Interval hits = input.findings().uplift(Metric.hitRate(0.05)).orElseThrow();

    assertThat(uplift.at("/intervals/auc/method").textValue()).isEqualTo("DeLong");
    assertThat(uplift.at("/intervals/auc/low").doubleValue())
        .isPositive()
        .isLessThan(uplift.path("auc").doubleValue());
    assertThat(uplift.at("/intervals/ks/method").textValue()).isEqualTo("bootstrap");
    assertThat(uplift.at("/intervals/top/0.05/precision/low").doubleValue()).isEqualTo(hits.low());
    assertThat(uplift.at("/intervals/top/0.05/precision/high").doubleValue())
        .isEqualTo(hits.high());
    assertThat(uplift.at("/intervals/resamples").intValue()).isEqualTo(1000);
  }

  @Test
  void saysWhatWasJudgedAndHow() throws IOException {
    JsonNode test = file(ReportExamples.binary());
    assertThat(test.at("/judged/split").textValue()).isEqualTo("test");
    assertThat(test.at("/judged/held-out").booleanValue()).isTrue();
    assertThat(test.at("/judged/rows").intValue()).isEqualTo(5_700);
    assertThat(test.at("/judged/positives").intValue()).isEqualTo(57);
    assertThat(test.path("weighted").booleanValue()).isFalse();

    Findings trained = ReportExamples.campaign(ReportExamples.Judged.ON_TRAINING);
    JsonNode training = file(ReportExamples.input("job", trained, ReportExamples.LATTICE));
    assertThat(training.at("/judged/split").textValue()).isEqualTo("train");
    assertThat(training.at("/judged/held-out").booleanValue()).isFalse();
    assertThat(training.path("joint").has("test")).isFalse();
    assertThat(training.path("uplift").has("auc")).isTrue();
    assertThat(training.path("uplift").has("intervals")).isFalse();
  }

  @Test
  void repeatsWhatWasWaived() throws IOException {
    assertThat(file(ReportExamples.binary()).has("waived")).isFalse();
    assertThat(file(ReportExamples.waiving("allow.unpinned-keys: x")).at("/waived/0").textValue())
        .isEqualTo("allow.unpinned-keys: x");
  }

  private static JsonNode file(ReportInput input) throws IOException {
    return new ObjectMapper()
        .readTree(
            MetricsFile.json(
                input.findings(),
                new KeptRows(1600, 1500, 4),
                new MatchedRows(1500, 1, 1098, Map.of("bureau", new MatchedRows.Other(1400, 1200))),
                input.cost(),
                input.waived(),
                input.jobSha256()));
  }
}
