package dev.tributary.fl.jobs.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.algorithm.vertical.gbdt.GbdtSection;
import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file in {@code conf/} that a user may start from is read by the code that reads theirs. */
class ConfigurationExamplesTest {
  private static final Path CONF = Path.of("..", "..", "conf");

  private static final String UNSAID =
      "job: j\nparties: {lender: {role: label}, bureau: {role: feature}}";

  static List<Path> jobs() throws IOException {
    try (Stream<Path> examples = Files.list(CONF.resolve("examples"))) {
      return Stream.concat(Stream.of(CONF.resolve("job.yaml")), examples.sorted()).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void jobsAreReadAndCanBeSimulated(Path file) {
    JobFile job = Algorithms.read(file);

    new SplitDraw(job);
    assertThat(job.simulate().keySet()).containsExactlyInAnyOrderElementsOf(job.parties().keySet());
    job.simulate().forEach((name, party) -> job.checkData(new PartyId(name), party.data()));
  }

  @Test
  void commentedJobShowsTheDefaults() {
    JobFile shown = Algorithms.read(CONF.resolve("job.yaml"));
    GbdtSection train = GbdtSection.of(shown);
    GbdtSection defaults = GbdtSection.of(Algorithms.parse(UNSAID, "nothing said"));

    assertThat(train).usingRecursiveComparison().ignoringFields("membership").isEqualTo(defaults);
    assertThat(train.hidesMembership()).isEqualTo(defaults.hidesMembership());
    assertThat(shown.deadlines()).isEqualTo(new DeadlinesSection(null, null));
    assertThat(shown.evaluate()).isEqualTo(EvaluateSection.defaults());
    assertThat(shown.align()).isEqualTo(AlignSection.unsaid().withDefaults());
  }

  @Test
  void partyBelongsToTheJob() {
    PartyFile.read(CONF.resolve("party.yaml"))
        .checkAgainst(Algorithms.read(CONF.resolve("job.yaml")), new PartyId("lender"));
  }

  /** A change here means that parties on two versions can no longer work together. */
  @ParameterizedTest
  @CsvSource({
    "job.yaml,ccb84b7e4f2211630c63cf46559bcef9693722fb6267541e3f29fd673e57adf3",
    "examples/default-credit-paillier.yaml,"
        + "19c643cf90535b7bceb61451b02f53ecaf0a2f39b3219a0d96b38b8a96a1aac3",
    "examples/default-credit.yaml,"
        + "a2245b0aef9bf738ee380bdbaaffbeddecf17327f085c3a6e282ef23fd7af0e5",
    "examples/dvisits.yaml,142c34b833c89dc06b0a70417cdb66ca3ac223275da357382fd5920645e8b918",
    "examples/ionosphere.yaml,045225cbf6cab01f14bba7794ebde7378c0c5d92324a709a4e63b515be15f819",
    "examples/motor-10k.yaml,28a72cc8cd6ce4440c8d437172ced1d9d94353cf651661be12ce08805f890c7e",
    "examples/motor-three-parties.yaml,"
        + "0747dd550575fd242116a81cffa5cdaca8cbb3decc730513d3cf25e7079ab0b0",
    "examples/vehicle.yaml,5366b92c4e9f7053a362772b6336deaafbaee404acce59b3c3f4c35419e7129e",
  })
  void hashesAreWhatTheyWere(Path file, String sha256) {
    assertThat(Algorithms.read(CONF.resolve(file)).sha256()).isEqualTo(sha256);
  }
}
