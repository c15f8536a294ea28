package dev.tributary.fl.bench;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What {@code docs/errors.md} explains is what the software says. */
class ErrorsPageTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
  private static final Pattern BROKEN_STRING = Pattern.compile("\"\\s*\\+\\s*\"");
  private static final Pattern VALUE = Pattern.compile("'?%[,.0-9a-z]+'?");

  private static String sources;

  @BeforeAll
  static void readAllSources() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String module : List.of("secure-agg", "spark-fl", "connectors")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
        for (Path file :
            files
                .filter(f -> f.toString().endsWith(".java"))
                .filter(
                    f ->
                        f.toString()
                            .contains(
                                "src/main/java".replace("/", f.getFileSystem().getSeparator())))
                .toList()) {
          all.append(Files.readString(file)).append('\n');
        }
      }
    }
    sources = VALUE.matcher(BROKEN_STRING.matcher(all).replaceAll("")).replaceAll("...");
  }

  static List<String> messages() throws IOException {
    Matcher row = ROW.matcher(Files.readString(ROOT.resolve("docs/errors.md")));
    List<String> messages = new ArrayList<>();
    while (row.find()) {
      messages.add(row.group(1));
    }
    return messages;
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyMessageIsInTheSources(String message) {
    for (String part : message.split("\\.\\.\\.")) {
      assertThat(sources.contains(part.strip())).as("'%s' of '%s'", part, message).isTrue();
    }
  }

  @Test
  void thePageHasMessages() throws IOException {
    assertThat(messages()).hasSizeGreaterThan(10);
  }
}
