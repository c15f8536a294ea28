package dev.tributary.fl.simulate;

import static dev.tributary.fl.simulate.ThreeBanks.NORTH;
import static dev.tributary.fl.simulate.ThreeBanks.SOUTH;
import static dev.tributary.fl.simulate.ThreeBanks.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.fl.jobs.SparkForTests;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.spark.horizontal.glm.HorizontalGLMModel;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three banks fit one model through the real aggregator, each a process of its own, and one of them
 * is killed in the middle. Needs what {@link SimulatedRun} needs.
 */
class KilledPartyIT {
  private static final int PEER = 3;
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Path DATA =
      Path.of(System.getProperty("tributary.data", ROOT.resolve("../shared/data").toString()));
  private static final List<Path> TABLES =
      List.of(
          DATA.resolve("default_credit_homo_guest.csv"),
          DATA.resolve("default_credit_homo_host_1.csv"),
          DATA.resolve("default_credit_homo_host_2.csv"));
  private static final List<PartyId> LEFT = List.of(NORTH, SOUTH);

  @TempDir private Path folder;
  @TempDir private Path again;

  @BeforeEach
  void needsData() {
    assumeThat(DATA).as("real data at %s (set -Dtributary.data)", DATA).isDirectory();
  }

  /**
   * @param sum sections that the job has besides
   * @param deadlines keys of its deadlines
   */
  private static String job(String sum, String deadlines) {
    return """
        job: banks
        parties: {north: {role: label}, south: {role: label}, west: {role: label}}
        %s
        deadlines: {start: 5m, step: 5m%s}
        split: {test: "cast(id as int) %% 5 = 0"}
        evaluate: {top-fractions: [0.1]}
        train: {algorithm: horizontal-glm, iterations: 30, tolerance: 1.0e-12}
        """
        .formatted(sum, deadlines);
  }

  private void fitUntilWestIsKilled(ThreeBanks banks, String sum, String deadlines)
      throws IOException {
    banks.start(job(sum, deadlines), TABLES);
    banks.awaitStep("banks", "sum/glm-gradient/");
    // Past the first total, which must be of all whom the moments were of.
    Pauses.pause(1_000);
    banks.kill(WEST);
  }

  @Test
  void theOthersFinishAndSayOverWhom() throws Exception {
    try (ThreeBanks banks = new ThreeBanks(BuiltInstallation.get(), folder)) {
      fitUntilWestIsKilled(banks, "sum: {min-parties: 2}\nconsent: two-party-sum", "");
      // What a killed party leaves of its blocks is readable to its owner alone.
      assertThat(banks.out(WEST).resolve(".work"))
          .satisfies(
              work ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(work)))
                      .isEqualTo("rwx------"));

      for (PartyId party : LEFT) {
        assertThat(banks.exitCode(party)).as(banks.text(party)).isZero();
        assertThat(banks.text(party))
            .contains("warning: west was lost: no sign of life for ")
            .contains("warning: the model is of the rows of north, south, who were left");
      }
      JsonNode metrics = metrics(banks, NORTH);
      assertThat(metrics.at("/fit/parties"))
          .map(JsonNode::asText)
          .containsExactly("north", "south");
      assertThat(metrics.at("/fit/rows").asLong()).isEqualTo(rows(TABLES, false));
      assertThat(metrics.at("/pooled/parties"))
          .map(JsonNode::asText)
          .containsExactly("north", "south");
      assertThat(metrics.at("/pooled/rows").asLong()).isEqualTo(rows(TABLES.subList(0, 2), true));
      assertThat(metrics.at("/pooled/auc").asDouble()).isBetween(0.68, 0.8);
      assertThat(metrics(banks, SOUTH).get("pooled")).isEqualTo(metrics.get("pooled"));
      SparkForTests.session();
      HorizontalGLMModel model = model(banks, NORTH);
      assertThat(model(banks, SOUTH).linearModel().coefficients())
          .isDeepEqualTo(model.linearModel().coefficients());
      assertThat(model.manifest().parties()).containsExactly("north", "south");
      assertThat(banks.out(SOUTH).resolve("report.html"))
          .content()
          .contains("<b>north, south</b>, who were left of 3 parties at the end of the fit");
    }
  }

  /** All agree new keys, and no sum is made twice. */
  @Test
  void aRunOutlivesAPartyThatIsStartedAgain() throws Exception {
    try (ThreeBanks banks = new ThreeBanks(BuiltInstallation.get(), folder)) {
      fitUntilWestIsKilled(banks, "", ", rejoin: 5m");
      banks.start(WEST);

      for (PartyId party : ThreeBanks.ALL) {
        assertThat(banks.exitCode(party)).as(banks.text(party)).isZero();
        try (Stream<Path> left = Files.list(banks.out(party))) {
          assertThat(left.map(file -> file.getFileName().toString()))
              .as("what %s kept is gone", party)
              .noneMatch(name -> name.startsWith(".sums"));
        }
      }
      // Which comes first, its new process or the end of its lease, is the machine's to say.
      assertThat(banks.text(NORTH))
          .containsPattern(
              "west was (started again while the run was under way: all begin anew"
                  + "|lost: no sign of life for 30 s; start it again with the same command)")
          .contains("waiting up to 5m for all parties, to go on after ");
      assertThat(banks.text(WEST)).contains("this run was begun before: it goes on from the ");
      JsonNode metrics = metrics(banks, NORTH);
      assertThat(metrics.at("/fit/parties")).hasSize(3);
      assertThat(metrics.at("/fit/rows").asLong()).isEqualTo(rows(TABLES, false));
      SparkForTests.session();
      HorizontalGLMModel model = model(banks, NORTH);
      assertThat(model(banks, WEST).linearModel().coefficients())
          .isDeepEqualTo(model.linearModel().coefficients());
      assertThat(model.linearModel().coefficients()).isDeepEqualTo(undisturbed());
    }
  }

  /** Of a run of the same job in which nobody is killed. */
  private double[][] undisturbed() {
    StringBuilder job = new StringBuilder(job("", "")).append("simulate:\n");
    for (int i = 0; i < TABLES.size(); i++) {
      job.append(
          "  %s: {data: {path: %s, id: id, label: y}}\n"
              .formatted(ThreeBanks.ALL.get(i), TABLES.get(i)));
    }
    SimulatedRun run = SimulatedRun.threads(job.toString(), again.resolve("out"));
    assertThat(run.exit()).as(run.err()).isZero();
    return HorizontalGLMModel.load(run.of("south").resolve("model").toString())
        .linearModel()
        .coefficients();
  }

  @Test
  void allStopWhereTheJobDoesNotSayOtherwise() throws Exception {
    try (ThreeBanks banks = new ThreeBanks(BuiltInstallation.get(), folder)) {
      fitUntilWestIsKilled(banks, "", "");

      for (PartyId party : LEFT) {
        assertThat(banks.exitCode(party)).as(banks.text(party)).isEqualTo(PEER);
        assertThat(banks.errors(party))
            .as(banks.text(party))
            .singleElement()
            .asString()
            .contains("west was lost: no sign of life for 30 s; see its log and start all parties");
        for (String result : Algorithms.results()) {
          assertThat(banks.out(party).resolve(result)).doesNotExist();
        }
      }
    }
  }

  private static JsonNode metrics(ThreeBanks banks, PartyId party) throws IOException {
    return new ObjectMapper().readTree(banks.out(party).resolve("metrics.json").toFile());
  }

  private static HorizontalGLMModel model(ThreeBanks banks, PartyId party) {
    return HorizontalGLMModel.load(banks.out(party).resolve("model").toString());
  }

  /** Those that the split of the job tests or trains with. */
  private static long rows(List<Path> tables, boolean tests) throws IOException {
    long rows = 0;
    for (Path table : tables) {
      List<String> lines = Files.readAllLines(table);
      int id = List.of(lines.get(0).split(",", -1)).indexOf("id");
      rows +=
          lines.stream()
              .skip(1)
              .filter(line -> Integer.parseInt(line.split(",", -1)[id]) % 5 == 0 == tests)
              .count();
    }
    return rows;
  }
}
