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
    "examples/default-credit-clusters.yaml,"
        + "73a01e2dcca95e8300f0d91ef0e687bdd9f70f517b2d3654a8558af438dd5cd7",
    "examples/default-credit-components.yaml,"
        + "8a077fd81a44498ebd4aaf506deb5a288cad4cb94fa15bc33c68c1101c551a04",
    "examples/default-credit-federated-stats.yaml,"
        + "cc937bb591158847a97b1b2f15535b3244fa6b6ee17e11cd33c44f2d362bfa34",
    "examples/default-credit-horizontal-trees.yaml,"
        + "9bb4070cbb213fa33fc98e5ac157f90b8e3765412c1f585f5951eff95b818126",
    "examples/default-credit-horizontal.yaml,"
        + "72f798cb2e3a68e07fde694e040b815b6fcd9230c68bc162d46b076524333362",
    "examples/default-credit-mixed.yaml,"
        + "de4e06300a63b9e3c9c82999a2fe086802b5db7fe93b3459317170cd75a0fcff",
    "examples/default-credit-perceptron.yaml,"
        + "df8a07ead5b44d5fc31501086186aad9d5cd9ab50b8e23875aa895e6a219d72a",
    "examples/default-credit-private-trees.yaml,"
        + "a370cccb3dd560a34387fb8b62e9c4ac7037d56b304f606181bc78e257319d46",
    "examples/default-credit-private.yaml,"
        + "c070672f206ca6ba68e57ddd1357345c0771260f144297966cf3210f88e974ab",
    "examples/default-credit-stats.yaml,"
        + "84afe773359cf986fe63551f3c65e5f0bf71f8ad06459e4e4651becbb3da58df",
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
