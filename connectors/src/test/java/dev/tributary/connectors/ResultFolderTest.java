package dev.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.FederationException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultFolderTest {
  @TempDir private Path directory;

  private ResultFolder open() {
    return new ResultFolder(
        directory.toString(), List.of("model", "metrics.json"), new Configuration());
  }

  @Test
  void showsResultsOnlyWhenTheyArePublished() {
    try (ResultFolder out = open()) {
      out.write("model/label.json", "{}");
      out.write("metrics.json", "{}");
      assertThat(directory.resolve("metrics.json")).doesNotExist();
      out.publish();
      out.keep();
    }
    assertThat(directory.resolve("model/label.json")).hasContent("{}");
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("model", "metrics.json");
  }

  @Test
  void leavesNothingOfAFailedRun() {
    try (ResultFolder out = open()) {
      out.write("metrics.json", "{}");
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void takesBackWhatWasPublishedButNotKept() {
    String fresh = directory.resolve("fresh").toString();
    try (ResultFolder out = new ResultFolder(fresh, List.of("metrics.json"), new Configuration())) {
      out.write("metrics.json", "{}");
      out.publish();
      assertThat(directory.resolve("fresh/metrics.json")).exists();
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void refusesToReplaceResultsAndUnknownNames() {
    try (ResultFolder out = open()) {
      out.write("metrics.json", "{}");
      out.publish();
      out.keep();
      assertThatThrownBy(() -> out.path("notes.txt")).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("already holds results (metrics.json)");
  }
}
