package dev.tributary.fl.jobs.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.horizontal.glm.GlmParameters;
import dev.tributary.fl.horizontal.kmeans.KMeansParameters;
import dev.tributary.fl.horizontal.mlp.MlpParameters;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.spark.horizontal.pca.PcaParams;
import dev.tributary.fl.training.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code conf/job.yaml} says of the algorithms whose keys are in comments there: it names the
 * keys of their sections and no others, and a job that says what it says is one that says nothing.
 */
class CommentedJobTest {
  private static final Path JOB = Path.of("..", "..", "conf", "job.yaml");
  private static final Pattern KEY = Pattern.compile("  # ([a-z0-9-]+): (\\S+) +# .*");
  private static final Pattern MORE = Pattern.compile(" {12,}# (.*)");
  private static final List<String> AS_ABOVE = List.of("classes", "early-stopping-rounds", "seed");
  private static final String TWO = "{a: {role: label}, b: {role: feature}}";
  private static final String THREE = "{a: {role: label}, b: {role: label}, c: {role: label}}";

  private static JobFile job(String parties, String train) {
    return Algorithms.parse("job: j\nparties: " + parties + "\ntrain: " + train, "job.yaml");
  }

  private static List<String> keys(JobFile job) {
    List<String> keys = new ArrayList<>();
    for (var component : job.train().section().getClass().getRecordComponents()) {
      keys.add(component.getAccessor().getAnnotation(JsonProperty.class).value());
    }
    return keys;
  }

  /**
   * @param required a key without a default, which the job must say as well
   */
  @ParameterizedTest
  @CsvSource({"horizontal-kmeans, clusters: 5", "horizontal-pca,"})
  void keysInLinesOfTheirOwnHaveTheDefaults(String algorithm, String required) throws IOException {
    List<String> shown = new ArrayList<>();
    TreeSet<String> keys = new TreeSet<>();
    for (String line : below("# algorithm: " + algorithm)) {
      Matcher key = KEY.matcher(line);
      if (key.matches()) {
        keys.add(key.group(1));
        shown.add(key.group(1) + ": " + key.group(2));
      }
    }
    String start = "{algorithm: " + algorithm;
    JobFile said = job(THREE, start + ", " + String.join(", ", shown) + "}");

    assertThat(keys).containsExactlyInAnyOrderElementsOf(keys(said));
    assertThat(said.train().section())
        .isEqualTo(
            job(THREE, start + (required == null ? "" : ", " + required) + "}").train().section());
  }

  private static Stream<Arguments> parameters() {
    return Stream.of(
        arguments("horizontal-glm", GlmParameters.ALL, List.of("classes")),
        arguments("horizontal-mlp", MlpParameters.ALL, AS_ABOVE),
        arguments("horizontal-kmeans", KMeansParameters.ALL, List.of()),
        arguments(
            "horizontal-pca", List.of(PcaParams.COMPONENTS, PcaParams.LEAST_COUNT), List.of()));
  }

  /**
   * @param elsewhere keys that are explained for another algorithm before
   */
  @ParameterizedTest
  @MethodSource("parameters")
  void keysHaveTheirMeaningAndRangeBesideThem(
      String algorithm, List<Parameter<?>> parameters, List<String> elsewhere) throws IOException {
    Map<String, String> comments = comments(below("# algorithm: " + algorithm));
    for (Parameter<?> parameter : parameters) {
      if (!elsewhere.contains(parameter.name())) {
        assertThat(comments.get(parameter.name()))
            .as(parameter.name())
            .startsWith(parameter.words());
      }
    }
  }

  /** By key; a comment may go on below. */
  private static Map<String, String> comments(List<String> lines) {
    Map<String, String> comments = new LinkedHashMap<>();
    String last = null;
    for (String line : lines) {
      Matcher key = KEY.matcher(line);
      Matcher more = MORE.matcher(line);
      if (key.matches()) {
        last = key.group(1);
        comments.put(last, line.substring(line.lastIndexOf("# ") + 2));
      } else if (last != null && more.matches()) {
        comments.merge(last, more.group(1), (before, after) -> before + " " + after);
      }
    }
    return comments;
  }

  /** Up to those of the next algorithm, or the end of {@code train:}. */
  private static List<String> below(String heading) throws IOException {
    List<String> lines = Files.readAllLines(JOB);
    int from = 0;
    while (!lines.get(from).startsWith("  " + heading)) {
      from++;
    }
    int to = from + 1;
    while (lines.get(to).startsWith("  ") && !lines.get(to).startsWith("  # algorithm:")) {
      to++;
    }
    return lines.subList(from, to);
  }

  /**
   * Their keys are in the words of {@code algorithm:}, those of the second in part as of the first.
   */
  @Test
  void keysOfStatisticsHaveTheDefaults() throws IOException {
    String words = wordsOfAlgorithms();
    Matcher vertical =
        Pattern.compile("vertical-stats: [^;]*, its one key (quantiles: \\[[^]]*])").matcher(words);
    assertThat(vertical.find()).isTrue();
    JobFile said = job(TWO, "{algorithm: vertical-stats, " + vertical.group(1) + "}");
    assertThat(keys(said)).containsExactly("quantiles");
    assertThat(said.train().section())
        .isEqualTo(job(TWO, "{algorithm: vertical-stats}").train().section());

    Matcher federated =
        Pattern.compile(
                "federated-stats \\(horizontal\\): [^;]*, its keys quantiles: as above,"
                    + " (least-count: \\d+) \\([^)]*; 1 to (\\d+)\\) and (correlations: \\w+);")
            .matcher(words);
    assertThat(federated.find()).isTrue();
    String keys = String.join(", ", vertical.group(1), federated.group(1), federated.group(3));
    JobFile both = job(THREE, "{algorithm: federated-stats, " + keys + "}");
    assertThat(keys(both)).containsExactly("quantiles", "least-count", "correlations");
    assertThat(both.train().section())
        .isEqualTo(job(THREE, "{algorithm: federated-stats}").train().section());
    job(THREE, "{algorithm: federated-stats, least-count: " + federated.group(2) + "}");
  }

  private static String wordsOfAlgorithms() throws IOException {
    StringBuilder words = new StringBuilder();
    for (String line : Files.readAllLines(JOB)) {
      int comment = line.indexOf("# ");
      if (line.startsWith("  algorithm: ") || (!words.isEmpty() && line.matches(" {12,}# .*"))) {
        words.append(line.substring(comment + 2)).append(' ');
      } else if (!words.isEmpty()) {
        break;
      }
    }
    return words.toString();
  }
}
