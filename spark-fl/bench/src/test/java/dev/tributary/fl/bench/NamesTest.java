package dev.tributary.fl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A class is found by its name, whatever its module. */
class NamesTest {
  private static final Path ROOT = Path.of("..", "..");

  /** Old names of stages, under which they were stored once, stand beside the new ones. */
  private static final String SHIMS = "estimator";

  @Test
  void noTwoClassesHaveOneName() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      Map<String, List<String>> byName =
          files
              .filter(file -> file.toString().contains("/src/main/java/"))
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.getParent().endsWith(SHIMS))
              .filter(file -> !file.endsWith("package-info.java"))
              .collect(
                  Collectors.groupingBy(
                      file -> file.getFileName().toString(),
                      Collectors.mapping(Path::toString, Collectors.toList())));
      assertThat(byName).hasSizeGreaterThan(1000);
      assertThat(byName.values()).allSatisfy(same -> assertThat(same).hasSize(1));
    }
  }
}
