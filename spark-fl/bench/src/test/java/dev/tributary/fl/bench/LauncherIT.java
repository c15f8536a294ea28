package dev.tributary.fl.bench;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of {@code ./tributary} that start little: a stand-in for Maven, a Spark's version. */
class LauncherIT {
  private record Result(int exit, String out, String err) {}

  private static Result run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("./tributary"));
    command.addAll(List.of(arguments));
    return result(new ProcessBuilder(command).directory(Path.of("..", "..").toFile()).start());
  }

  private static Result result(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), out, err);
  }

  /** Of a launcher with nothing beside it, and a Maven that says what it is told to. */
  private static Result build(Path folder, String log, int exit) throws Exception {
    Files.copy(Path.of("..", "..", "tributary"), folder.resolve("tributary"), COPY_ATTRIBUTES);
    Files.writeString(folder.resolve("pom.xml"), "<project/>");
    Path told = Files.writeString(folder.resolve("maven.log"), log);
    Path bin = Files.createDirectories(folder.resolve("bin"));
    executable(
        bin.resolve("mvn"),
        "mkdir -p spark-fl/jobs/target spark-fl/bench/target secure-agg/aggregator/target\n"
            + "cat "
            + told
            + "\nprintf '\\033[0m' >&2\nexit "
            + exit);
    executable(bin.resolve("spark-submit"), "exit 0");
    ProcessBuilder builder = new ProcessBuilder("./tributary", "build").directory(folder.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("SPARK_HOME", folder.toString());
    builder.environment().merge("PATH", bin.toString(), (path, own) -> own + ":" + path);
    return result(builder.start());
  }

  private static void executable(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void aBuildSaysWhichModuleItIsAtAndNothingElse(@TempDir Path folder) throws Exception {
    Result result =
        build(
            folder,
            """
            ESC[0m[INFO] Scanning for projects...
            [INFO] Building Tributary 0.9.0-SNAPSHOT                       [1/2]
            [INFO] --------------------------------[ pom ]------------------
            [WARNING] a warning
            [INFO] Building jar: /a/b.jar
            [INFO] Building Tributary Spark ML 0.9.0-SNAPSHOT              [2/2]
            [INFO] BUILD SUCCESS
            ESC[0m\
            """
                .replace("ESC", "\033"),
            0);

    assertThat(result.exit()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines())
        .containsExactly(
            "tributary: building: minutes, and the first time a few hundred MB to download",
            "tributary: building Tributary (1/2)",
            "tributary: building Tributary Spark ML (2/2)");
  }

  @Test
  void aBuildThatFailsShowsItsErrorsInFull(@TempDir Path folder) throws Exception {
    Result result =
        build(
            folder,
            """
            Error occurred during initialization of VM
            [INFO] Building Tributary Protocols 0.9.0-SNAPSHOT [1/1]
            [WARNING] a warning
            [WARNING] /src/A.java:[3,4] [rawtypes] found raw type
            [ERROR] A.java:[1,2] cannot find symbol
              symbol:   class B
            [INFO] 1 error
            [ERROR] Failed to execute goal
            """,
            1);

    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.err().lines().skip(1))
        .containsExactly(
            "Error occurred during initialization of VM",
            "tributary: building Tributary Protocols (1/1)",
            "[WARNING] /src/A.java:[3,4] [rawtypes] found raw type",
            "[ERROR] A.java:[1,2] cannot find symbol",
            "  symbol:   class B",
            "[ERROR] Failed to execute goal",
            "tributary: the build failed; its errors are above");
  }

  @ParameterizedTest
  @ValueSource(strings = {"build", "javadoc"})
  void commandsWithoutOptionsSayWhatTheyDo(String command) throws Exception {
    Result help = run(command, "--help");

    assertThat(help.exit()).isZero();
    assertThat(help.out()).startsWith("usage: ./tributary " + command + "\n");
    assertThat(help.err()).isEmpty();
    assertThat(run(command, "-h")).isEqualTo(help);
    Result other = run(command, "--now");
    assertThat(other.exit()).isEqualTo(2);
    assertThat(other.err())
        .isEqualTo(
            "tributary: %1$s takes no options; try ./tributary %1$s --help\n".formatted(command));
    assertThat(run(command, "--help", "more").exit()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "-h"})
  void listsEveryCommand(String argument) throws Exception {
    Result result = run(argument);

    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .contains("demo", "test", "simulate", "plan", "party", "aggregator", "pki")
        .contains("score", "status", "cancel", "bench");
  }

  /** As under an agent: whatever watches classes being loaded reads those of an archive again. */
  @Test
  void theSparkThatItInstallsStartsUnderAFlightRecorder(@TempDir Path folder) throws Exception {
    String home = System.getenv("SPARK_HOME");
    assumeThat(home).as("a Spark: ./tributary test sets SPARK_HOME").isNotNull();
    assumeThat(Path.of(home, "classes.jsa")).as("one with an archive of its classes").exists();
    Path recording = folder.resolve("start.jfr");
    ProcessBuilder builder = new ProcessBuilder(home + "/bin/spark-submit", "--version");
    builder
        .environment()
        .put("SPARK_SUBMIT_OPTS", "-Xshare:on -XX:StartFlightRecording=filename=" + recording);
    Result result = result(builder.redirectErrorStream(true).start());

    assertThat(result.exit()).as(result.out()).isZero();
    assertThat(recording).isNotEmptyFile();
  }

  @Test
  void refusesUnknownCommandsAndOptions() throws Exception {
    assertThat(run("dmeo").exit()).isEqualTo(2);
    assertThat(run("dmeo").err()).startsWith("tributary: unknown command 'dmeo'");
    assertThat(run("test", "--quik").exit()).isEqualTo(2);
    assertThat(run("test", "--quick", "OracleTest").exit()).isEqualTo(2);
    assertThat(run("test", "--help").out()).contains("usage: ./tributary test [--quick]");
  }
}
