package dev.tributary.fl.jobs.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Job files that {@code docs/tutorial.md} tells to paste, read from the page itself. */
class TutorialTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "tutorial.md");
  private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TRAIN = Pattern.compile("(?m)^train: .*$");
  private static final Pattern WORD_AWAY = Pattern.compile("`(train: \\{[^`]*})`");

  private static List<String> blocks() throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(PAGE));
    return block.results().map(found -> found.group(1)).toList();
  }

  /**
   * Whole files, and each of them with every {@code train:} that is to take its place; without
   * split and label, as the page says, that of statistics.
   */
  static List<String> jobs() throws IOException {
    List<String> jobs = new ArrayList<>();
    String whole = null;
    for (String block : blocks()) {
      whole = block.startsWith("job: ") ? block : TRAIN.matcher(whole).replaceFirst(block.strip());
      jobs.add(whole);
    }
    Matcher other = WORD_AWAY.matcher(Files.readString(PAGE));
    while (other.find()) {
      String job = TRAIN.matcher(whole).replaceFirst(other.group(1));
      boolean statistics = other.group(1).contains("federated-stats");
      jobs.add(statistics ? job.replaceAll("(?m)^split: .*\n|, label: \\w+", "") : job);
    }
    return jobs;
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void jobsAreReadAndCanBeSimulated(String text) {
    JobFile job = Algorithms.parse(text, "docs/tutorial.md");

    new SplitDraw(job);
    assertThat(job.simulate().keySet()).containsExactlyInAnyOrderElementsOf(job.parties().keySet());
    job.simulate().forEach((name, party) -> job.checkData(new PartyId(name), party.data()));
  }

  @Test
  void thePageHasJobs() throws IOException {
    assertThat(jobs().stream().map(text -> Algorithms.parse(text, "page").job()))
        .contains("first-try", "same-columns");
    assertThat(
            jobs().stream().map(text -> Algorithms.parse(text, "page").train().algorithm().name()))
        .containsExactly(
            "vertical-gbdt",
            "vertical-stats",
            "horizontal-glm",
            "federated-stats",
            "horizontal-gbdt");
  }
}
