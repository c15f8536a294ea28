package dev.tributary.fl.jobs.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connectors.RowCondition;
import dev.tributary.connectors.TableSource;
import dev.tributary.connectors.cells.MissingMarkers;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private static final Pattern LENDER = Pattern.compile("(?m)^  lender: \\{data: .*$");
  private static final Pattern WORD_AWAY = Pattern.compile("`(train: \\{[^`]*})`");

  private static List<String> blocks() throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(PAGE));
    return block.results().map(found -> found.group(1)).toList();
  }

  /**
   * Whole files, and each of them with every {@code train:}, or line of a party's table, that is to
   * take its place; without split and label, as the page says, that of statistics.
   */
  static List<String> jobs() throws IOException {
    List<String> jobs = new ArrayList<>();
    String whole = null;
    for (String block : blocks()) {
      whole =
          block.startsWith("job: ")
              ? block
              : place(block)
                  .matcher(whole)
                  .replaceFirst(Matcher.quoteReplacement(block.stripTrailing()));
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

  private static Pattern place(String block) {
    return block.startsWith("  lender: {data:") ? LENDER : TRAIN;
  }

  @Test
  void aTableSaysWhatIsMissingWhatIsNoFeatureAndNamesWithBlanks() throws IOException {
    TableSource data =
        jobs().stream()
            .map(text -> Algorithms.parse(text, "page").simulate().get("lender"))
            .filter(lender -> lender != null && lender.data().exclude() != null)
            .findFirst()
            .orElseThrow()
            .data();

    assertThat(data.id()).containsExactly("customer no");
    assertThat(data.missing().byColumn())
        .isEqualTo(Map.of(MissingMarkers.EVERY, List.of("NA"), "months open", List.of("-1")));
    assertThat(data.exclude()).containsExactly("opened on", "home town");
    assertThat(RowCondition.checked("where", data.where()).columns()).containsExactly("home town");
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
            "vertical-gbdt",
            "vertical-stats",
            "horizontal-glm",
            "federated-stats",
            "horizontal-gbdt");
  }
}
