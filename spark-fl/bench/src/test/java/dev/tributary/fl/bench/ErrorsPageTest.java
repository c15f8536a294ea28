package dev.tributary.fl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/errors.md} explains is what the software says and what a test has seen. */
class ErrorsPageTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
  private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(\\*|/\\*|//).*$");
  private static final Pattern QUOTE = Pattern.compile("'\\\\?\"'");
  private static final Pattern BROKEN_STRING = Pattern.compile("\"\\s*\\+\\s*\"");
  private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

  private static List<String> said;
  private static List<String> tested;

  @BeforeAll
  static void readAllSources() throws IOException {
    said = strings("main");
    tested = strings("test");
  }

  /** Whole strings of all modules, but for this test's. */
  private static List<String> strings(String set) throws IOException {
    String sources = String.join(File.separator, "", "src", set, "java", "");
    List<String> strings = new ArrayList<>();
    for (String module : List.of("secure-agg", "spark-fl", "connectors", "notebooks")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          if (file.toString().contains(sources) && !file.endsWith("ErrorsPageTest.java")) {
            strings.addAll(literals(Files.readString(file)));
          }
        }
      }
    }
    return strings;
  }

  private static List<String> literals(String source) {
    String code = QUOTE.matcher(COMMENT.matcher(source).replaceAll("")).replaceAll("");
    Matcher string = STRING.matcher(BROKEN_STRING.matcher(code).replaceAll(""));
    return string.results().map(found -> found.group(1)).toList();
  }

  static List<String> messages() throws IOException {
    Matcher row = ROW.matcher(Files.readString(ROOT.resolve("docs/errors.md")));
    List<String> messages = new ArrayList<>();
    while (row.find()) {
      messages.add(row.group(1));
    }
    return messages;
  }

  /** Values stand where the page has three dots. */
  private static Pattern pattern(String message) {
    StringBuilder pattern = new StringBuilder();
    for (String part : message.split("\\.\\.\\.")) {
      pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(part.strip()));
    }
    return Pattern.compile(pattern.toString());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyMessageIsWhatTheSoftwareSays(String message) {
    assertThat(said.stream().anyMatch(pattern(message).asPredicate()))
        .as("'%s' in one string of the sources", message)
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyMessageIsInATest(String message) {
    assertThat(tested.stream().anyMatch(pattern(message).asPredicate()))
        .as("'%s' in one string of the tests", message)
        .isTrue();
  }

  @Test
  void partsAreOfOneStringAndInOrder() {
    assertThat("x of a ends at b").containsPattern(pattern("of ... at"));
    assertThat("at b ends x of a").doesNotContainPattern(pattern("of ... at"));
    assertThat(literals("f(\"a \" + \"b\", '\"', \"c\");\n  // \"d\"\n"))
        .containsExactly("a b", "c");
  }

  @Test
  void thePageHasMessages() throws IOException {
    assertThat(messages()).hasSizeGreaterThan(10);
  }
}
