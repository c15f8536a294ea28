package dev.tributary.fl.jobs.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.jobs.file.SparkSection;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SparkSubmitTest {
  private static final String DRIVER = "spark.driver.extraJavaOptions";
  private static final String EXECUTOR = "spark.executor.extraJavaOptions";
  private static final String OPTIONS =
      "-XX:CompileThresholdScaling=3 --add-modules=jdk.incubator.vector";

  @Test
  void asksForALateCompilerAndTheVectorModuleEverywhere() {
    assertThat(SparkSubmit.properties(new SparkSection("local[2]", Map.of())))
        .containsEntry(DRIVER, OPTIONS)
        .containsEntry(EXECUTOR, OPTIONS);
  }

  @Test
  void leavesTheOptionsOfAPartyAlone() {
    SparkSection section = new SparkSection("yarn", Map.of(EXECUTOR, "-Da=b"));
    assertThat(SparkSubmit.properties(section))
        .containsEntry(EXECUTOR, "-Da=b")
        .containsEntry(DRIVER, OPTIONS);
  }
}
