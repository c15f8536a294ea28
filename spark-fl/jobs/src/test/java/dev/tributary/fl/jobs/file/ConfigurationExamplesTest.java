package dev.tributary.fl.jobs.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file in {@code conf/} that a user may start from is read by the code that reads theirs. */
class ConfigurationExamplesTest {
  private static final Path CONF = Path.of("..", "..", "conf");

  static List<Path> jobs() throws IOException {
    try (Stream<Path> examples = Files.list(CONF.resolve("examples"))) {
      return Stream.concat(Stream.of(CONF.resolve("job.yaml")), examples.sorted()).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void jobsAreReadAndCanBeSimulated(Path file) {
    JobFile job = JobFile.read(file);

    new SplitDraw(job);
    assertThat(job.simulate().keySet()).containsExactlyInAnyOrderElementsOf(job.parties().keySet());
    job.simulate().forEach((name, party) -> job.checkData(new PartyId(name), party.data()));
  }

  @Test
  void commentedJobShowsTheDefaults() {
    JobFile shown = JobFile.read(CONF.resolve("job.yaml"));
    TrainSection defaults = TrainSection.defaults();

    assertThat(shown.train())
        .usingRecursiveComparison()
        .ignoringFields("membership")
        .isEqualTo(defaults);
    assertThat(shown.train().hidesMembership()).isEqualTo(defaults.hidesMembership());
    assertThat(shown.deadlines()).isEqualTo(new DeadlinesSection(null, null));
    assertThat(shown.evaluate()).isEqualTo(new EvaluateSection(null, null));
    assertThat(shown.align()).isEqualTo(new AlignSection(null, null, null));
  }

  @Test
  void partyBelongsToTheJob() {
    PartyFile.read(CONF.resolve("party.yaml"))
        .checkAgainst(JobFile.read(CONF.resolve("job.yaml")), new PartyId("lender"));
  }
}
