package dev.tributary.fl.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = Failures.commandLine(new Tributary());
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "simulate", "party"})
  void everyCommandHasHelp(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage:").contains("--out");
  }

  @Test
  void usageErrorsAreOneLineAndExitWithTwo() {
    assertThat(run("simulate")).isEqualTo(2);
    assertThat(run("simulate", "job.yaml", "--uot", "x")).isEqualTo(2);
    assertThat(run("nonsense")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(4).allMatch(l -> l.startsWith("tributary: "));
  }

  @Test
  void blameDecidesTheExitCode() {
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(
              Failures.report(
                  new IllegalStateException(new FederationException(code, "what\n happened")),
                  new PrintWriter(err, true)))
          .isEqualTo(code.exitCode());
    }
    assertThat(err.toString().lines().filter(l -> l.equals("tributary: what happened"))).hasSize(4);
  }

  @Test
  void anythingUnforeseenIsADefect() {
    assertThat(Failures.report(new IllegalStateException("x"), new PrintWriter(err, true)))
        .isEqualTo(1);
    assertThat(err.toString()).startsWith("tributary: a defect of this software");
    assertThat(Failures.line(FederationException.peer(new PartyId("a"), "b"))).isEqualTo("a: b");
  }
}
