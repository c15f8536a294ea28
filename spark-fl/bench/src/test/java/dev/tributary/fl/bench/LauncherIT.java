package dev.tributary.fl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of {@code ./tributary} that start nothing. */
class LauncherIT {
  private record Result(int exit, String out, String err) {}

  private static Result run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("./tributary"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).directory(Path.of("..", "..").toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), out, err);
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

  @Test
  void refusesUnknownCommandsAndOptions() throws Exception {
    assertThat(run("dmeo").exit()).isEqualTo(2);
    assertThat(run("dmeo").err()).startsWith("tributary: unknown command 'dmeo'");
    assertThat(run("test", "--quik").exit()).isEqualTo(2);
    assertThat(run("test", "--quick", "OracleTest").exit()).isEqualTo(2);
    assertThat(run("test", "--help").out()).contains("usage: ./tributary test [--quick]");
  }
}
