package dev.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultFolderTest {
  @TempDir private Path directory;

  private ResultFolder open() {
    return new ResultFolder(
        directory.toString(),
        List.of("model", "metrics.json"),
        ResultFolder.Access.OWNER_ONLY,
        new Configuration());
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
    try (ResultFolder out = fresh(fresh, ResultFolder.Access.OWNER_ONLY)) {
      out.write("metrics.json", "{}");
      out.publish();
      assertThat(directory.resolve("fresh/metrics.json")).exists();
    }
    assertThat(directory).isEmptyDirectory();
  }

  private static ResultFolder fresh(String at, ResultFolder.Access access) {
    return new ResultFolder(at, List.of("model", "metrics.json"), access, new Configuration());
  }

  @Test
  void onlyTheOwnerMayReadNewFoldersAndFiles() throws IOException {
    Path fresh = directory.resolve("above/fresh");
    try (ResultFolder out = fresh(fresh.toString(), ResultFolder.Access.OWNER_ONLY)) {
      assertThat(mode(fresh)).isEqualTo("rwx------");
      write(out);
    }
    assertThat(mode(fresh)).isEqualTo("rwx------");
    assertThat(mode(fresh.resolve("model"))).isEqualTo("rwx------");
    assertThat(mode(fresh.resolve("model/data"))).isEqualTo("rwx------");
    assertThat(mode(fresh.resolve("model/data/part-0"))).isEqualTo("rw-------");
    assertThat(mode(fresh.resolve("metrics.json"))).isEqualTo("rw-------");
  }

  @Test
  void aFolderThatItsOwnerSharesStaysShared() throws IOException {
    Path shared = Files.createDirectory(directory.resolve("shared"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-x---"));
    try (ResultFolder out = fresh(shared.toString(), ResultFolder.Access.AS_USUAL)) {
      write(out);
    }
    assertThat(mode(shared)).isEqualTo("rwxr-x---");
    Path usual = Files.writeString(directory.resolve("usual"), "");
    assertThat(mode(shared.resolve("model/data/part-0"))).isEqualTo(mode(usual));
  }

  /** As Spark writes: folders and files of its own, by the process's umask. */
  private static void write(ResultFolder out) throws IOException {
    Path data = Files.createDirectories(Path.of(URI.create(out.path("model") + "/data").getPath()));
    Files.writeString(data.resolve("part-0"), "1");
    out.write("metrics.json", "{}");
    out.publish();
    out.keep();
  }

  private static String mode(Path at) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(at));
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
