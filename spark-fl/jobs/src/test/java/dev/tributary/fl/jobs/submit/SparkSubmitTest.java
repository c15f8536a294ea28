package dev.tributary.fl.jobs.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.jobs.file.SparkSection;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  /** Real JVMs, one of which is told to say so and both of which fail afterwards. */
  @Test
  void whatTheJvmSaysOfTheModuleReachesNoLogAndWhatFollowsDoes(@TempDir Path folder)
      throws Exception {
    Path log = folder.resolve("run.log");
    ByteArrayOutputStream relayed = new ByteArrayOutputStream();
    try (Child child =
        Child.start(
            "jvm", missingMain(), log, new PrintStream(relayed, true, StandardCharsets.UTF_8))) {
      assertThat(child.await()).isNotZero();
      assertThat(child.failure()).as("once all is copied").isEmpty();
    }
    assertThat(log).content().contains("no.such.Main").doesNotContain("incubator");
    assertThat(relayed.toString(StandardCharsets.UTF_8)).doesNotContain("incubator");

    PrintStream before = System.err;
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    try {
      System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
      assertThat(Foreground.run(missingMain())).isNotZero();
    } finally {
      System.setErr(before);
    }
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .contains("no.such.Main")
        .doesNotContain("incubator");
  }

  private static List<String> missingMain() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(java, "--add-modules=jdk.incubator.vector", "no.such.Main");
  }

  @Test
  void otherWarningsOfTheJvmStay() {
    assertThat(SparkSubmit.isModuleNotice("WARNING: Using incubator modules: jdk.incubator.vector"))
        .isTrue();
    for (String line :
        List.of(
            "WARNING: Using incubator modules: jdk.incubator.vector, jdk.incubator.foreign",
            "WARNING: An illegal reflective access operation has occurred",
            "")) {
      assertThat(SparkSubmit.isModuleNotice(line)).as(line).isFalse();
    }
  }

  @Test
  void leavesTheOptionsOfAPartyAlone() {
    SparkSection section = new SparkSection("yarn", Map.of(EXECUTOR, "-Da=b"));
    assertThat(SparkSubmit.properties(section))
        .containsEntry(EXECUTOR, "-Da=b")
        .containsEntry(DRIVER, OPTIONS);
  }
}
