package dev.tributary.fl.simulate;

import static dev.tributary.fl.simulate.TwoParties.BANK;
import static dev.tributary.fl.simulate.TwoParties.BANK_ROWS;
import static dev.tributary.fl.simulate.TwoParties.BUREAU;
import static dev.tributary.fl.simulate.TwoParties.BUREAU_ROWS;
import static dev.tributary.fl.simulate.TwoParties.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.simulate.TwoParties.Party;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Parties whose tables, intermediate blocks, models and results are on HDFS, as on a cluster, and
 * not on a local disk. Needs what {@link SimulatedRun} needs but for the data.
 */
class HdfsIT {
  private static final int USER = 2;

  @TempDir private Path folder;
  private MiniDFSCluster hdfs;
  private FileSystem files;
  private TwoParties parties;

  @BeforeEach
  void start() throws IOException {
    parties = new TwoParties(BuiltInstallation.get(), folder);
    Configuration configuration = new Configuration();
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
    hdfs = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
    files = hdfs.getFileSystem();
    write("bank.csv", BANK_ROWS);
    write("bureau.csv", BUREAU_ROWS);
    for (PartyId party : List.of(BANK, BUREAU)) {
      files.mkdirs(path(party, "work"));
    }
  }

  @AfterEach
  void stop() {
    if (parties != null) {
      parties.close();
    }
    if (hdfs != null) {
      hdfs.shutdown();
    }
  }

  @Test
  void trainsAndScoresFromAndToHdfs() throws Exception {
    List<Party> training =
        List.of(start("party", BUREAU, "trained"), start("party", BANK, "trained"));
    for (Party party : training) {
      assertThat(party.exitCode()).as(party.text()).isZero();
    }
    assertThat(names(path(BANK, "trained")))
        .containsExactlyInAnyOrder(
            "metrics.json", "model", "predictions", "importances.json", "report.html");
    assertThat(names(path(BUREAU, "trained"))).contains("model").doesNotContain("predictions");

    List<Party> scoring = new ArrayList<>();
    for (PartyId party : List.of(BUREAU, BANK)) {
      String model = path(party, "trained/model").toString();
      scoring.add(start("score", party, "scored", "--model", model));
    }
    for (Party party : scoring) {
      assertThat(party.exitCode()).as(party.text()).isZero();
    }
    assertThat(names(path(BANK, "scored"))).contains("predictions", "metrics.json");
    for (PartyId party : List.of(BANK, BUREAU)) {
      assertOwnerOnly(path(party, "trained"));
      assertOwnerOnly(path(party, "scored"));
    }
    assertThat(names(path(BANK, "scored/predictions"))).anyMatch(name -> name.endsWith(".parquet"));
    for (PartyId party : List.of(BANK, BUREAU)) {
      assertThat(names(path(party, "work"))).as("blocks of " + party).isEmpty();
    }
  }

  @Test
  void resultsAreNotOverwritten() throws Exception {
    write("bank/trained/model/manifest.json", "{}");
    files.setPermission(path(BANK, "trained"), new FsPermission((short) 0750));

    Party open = start("party", BANK, "trained");
    assertThat(open.exitCode()).as(open.text()).isEqualTo(USER);
    assertThat(open.errors())
        .singleElement()
        .asString()
        .contains(
            "/bank/trained", "is open to others (rwxr-x---)", "allow: {shared-folders: true}");

    files.setPermission(path(BANK, "trained"), new FsPermission((short) 0700));
    Party bank = start("party", BANK, "trained");
    assertThat(bank.exitCode()).as(bank.text()).isEqualTo(USER);
    assertThat(bank.errors()).singleElement().asString().contains("already holds results");
  }

  private void assertOwnerOnly(org.apache.hadoop.fs.Path path) throws IOException {
    FileStatus status = files.getFileStatus(path);
    assertThat(status.getPermission().toShort())
        .as(path.toString())
        .isEqualTo((short) (status.isDirectory() ? 0700 : 0600));
    if (status.isDirectory()) {
      for (FileStatus child : files.listStatus(path)) {
        assertOwnerOnly(child.getPath());
      }
    }
  }

  private Party start(String command, PartyId party, String out, String... more)
      throws IOException {
    String label = party.equals(BANK) ? ", label: y" : "";
    List<String> arguments = new ArrayList<>(List.of("--out", path(party, out).toString()));
    arguments.addAll(List.of(more));
    return parties.start(
        command,
        party,
        job("hdfs"),
        "{path: '" + at(party + ".csv") + "', id: id" + label + "}",
        path(party, "work"),
        arguments.toArray(String[]::new));
  }

  private void write(String name, String text) throws IOException {
    try (FSDataOutputStream out = files.create(at(name))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private org.apache.hadoop.fs.Path path(PartyId party, String name) {
    return at(party + "/" + name);
  }

  private org.apache.hadoop.fs.Path at(String name) {
    return new org.apache.hadoop.fs.Path(files.getUri().toString(), "/" + name);
  }

  private List<String> names(org.apache.hadoop.fs.Path path) throws IOException {
    return Stream.of(files.listStatus(path))
        .map(FileStatus::getPath)
        .map(org.apache.hadoop.fs.Path::getName)
        .toList();
  }
}
