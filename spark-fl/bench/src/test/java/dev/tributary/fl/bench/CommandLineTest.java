package dev.tributary.fl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.jobs.Failures;
import dev.tributary.fl.jobs.cli.Tributary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = Failures.commandLine(new Lab());
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "simulate", "party", "score"})
  void everyCommandHasHelp(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage:").contains("--out");
  }

  @Test
  void bothRootsSayTheSameOfThemselves() {
    assertThat(run("--version")).isZero();
    String lab = out.toString();
    StringWriter production = new StringWriter();
    CommandLine line = Failures.commandLine(new Tributary());
    line.setOut(new PrintWriter(production, true));
    assertThat(line.execute("--version")).isZero();

    assertThat(lab).startsWith("tributary ").isEqualTo(production.toString());
    assertThat(line.getCommandName()).isEqualTo("./tributary");
    assertThat(line.getSubcommands()).containsOnlyKeys("plan", "party", "score");
  }

  @Test
  void helpOfTreesNamesEveryCipher() {
    assertThat(run("bench", "trees", "--help")).isZero();
    assertThat(out.toString().replaceAll("\\s+", ""))
        .contains("plain,paillier,paillier-hidden,lattice;");
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
  void scoringNeedsBothOrNeitherOfNameAndConfiguration() {
    assertThat(run("score", "job.yaml", "--model", "m", "--out", "o", "--as", "bank")).isEqualTo(2);
    assertThat(run("score", "job.yaml", "--model", "m", "--out", "o", "--config", "c"))
        .isEqualTo(2);
    assertThat(run("score", "job.yaml", "--model", "m", "--out", "o", "--run", "r")).isEqualTo(2);
    assertThat(run("score", "job.yaml", "--out", "o")).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(4)
        .allMatch(line -> line.startsWith("tributary: "))
        .anyMatch(line -> line.contains("--as and --config go together"))
        .anyMatch(line -> line.contains("--run and spark-submit flags go with"))
        .anyMatch(line -> line.contains("--model"));
  }

  @Test
  void statisticsHaveNothingToScoreWith(@TempDir Path folder) throws IOException {
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            "{job: j, parties: {bank: {role: label}, bureau: {role: feature}}, train: {algorithm:"
                + " vertical-stats}}");

    assertThat(run("score", job.toString(), "--model", "m", "--out", "o")).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(1)
        .allMatch(l -> l.startsWith("tributary: ") && l.contains("trains no model"));
  }

  @Test
  void plansNeedAPartyAndItsData(@TempDir Path folder) throws IOException {
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            "{job: j, parties: {bank: {role: label}, bureau: {role: feature}}}");

    assertThat(run("plan", "--help")).isZero();
    assertThat(run("plan", job.toString())).isEqualTo(2);
    assertThat(run("plan", job.toString(), "--as", "bank")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--config PARTY.yaml must be given: the job has no simulate.bank section");
  }
}
