package dev.tributary.fl.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.TableReader;
import dev.tributary.connectors.TableSource;
import dev.tributary.fl.horizontal.sum.PastSum;
import dev.tributary.fl.jobs.SparkForTests;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptRunIT {
  private static final List<PartyId> BOTH = List.of(new PartyId("a"), new PartyId("b"));

  @TempDir private Path folder;

  private static JobFile job(String more) {
    return Algorithms.parse(
        "job: j\nparties: {a: {role: label}, b: {role: label}, c: {role: label}}\n"
            + "deadlines: {rejoin: 5m}\ntrain: {algorithm: federated-stats"
            + more
            + "}",
        "job.yaml");
  }

  private RunRequest request(JobFile job) {
    String kept = folder.resolve("kept").toString();
    return new RunRequest(job, null, BOTH.get(0), "j", "out", "work", kept);
  }

  private SourceTable table(String rows) throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "id,x,y\n" + rows);
    return new TableReader(
            SparkForTests.session(), TableSource.file("csv", file.toString(), "id", null))
        .read();
  }

  private KeptRun open(JobFile job, SourceTable table) {
    return KeptRun.open(request(job), table, new Configuration());
  }

  private static PastSum opened(long value) {
    return new PastSum(
        PastSum.End.OPENED, "count", 0, BOTH, 2, Optional.of(new long[] {value, -value}));
  }

  @Test
  void anotherProcessFindsWhatWasKept() throws Exception {
    SourceTable table = table("1,2,3\n2,3,4\n");
    KeptRun first = open(job(""), table);
    assertThat(first.id()).isEmpty();
    first.begin(new byte[] {7});
    first.add(opened(1));
    first.add(opened(2));
    first.note(2, new byte[] {3});
    first.note(2, new byte[] {3});
    // A process that ended while it wrote.
    Files.write(folder.resolve("kept/00000002.sum.unfinished"), new byte[] {1});

    KeptRun second = open(job(""), table("2,3,4\n1,2,3\n"));
    assertThat(second.sums()).isEqualTo(2);
    assertThat(second.get(1)).usingRecursiveComparison().isEqualTo(opened(2));
    assertThat(second.of(2)).contains(new byte[] {3});
    assertThat(second.of(1)).isEmpty();
    assertThat(second.id()).contains(new byte[] {7});
    second.add(opened(3));
    assertThatThrownBy(() -> first.add(opened(4)))
        .hasMessageContaining("another process of this party may be in this run");
    assertThat(first.now().sums()).isEqualTo(3);
    assertThat(open(job(""), table).sums()).isEqualTo(3);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("kept"))))
        .isEqualTo("rwx------");
    Files.write(folder.resolve("kept/00000001.sum"), new byte[] {1, 0});
    Files.deleteIfExists(folder.resolve("kept/.00000001.sum.crc"));
    assertThatThrownBy(() -> second.get(1)).hasMessageContaining("00000001.sum is broken");
    second.remove();
    assertThat(folder.resolve("kept")).doesNotExist();
  }

  @Test
  void aRunThatSummedNothingBindsNobody() throws Exception {
    open(job(""), table("1,2,3\n2,3,4\n"));

    assertThat(open(job(", correlations: true"), table("1,2,3\n")).sums()).isZero();
  }

  @Test
  void otherRowsOrAnotherJobAreRefused() throws Exception {
    open(job(""), table("1,2,3\n2,3,4\n")).add(opened(1));

    for (String rows : List.of("1,2,3\n2,3,5\n", "1,2,3\n", "1,2,3\n2,3,4\n2,3,4\n2,3,4\n")) {
      assertThatThrownBy(() -> open(job(""), table(rows)))
          .isInstanceOfSatisfying(
              FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER))
          .hasMessageContaining(
              "run j was begun with another job file, other rows or another release");
    }
    assertThatThrownBy(() -> open(job(", correlations: true"), table("1,2,3\n2,3,4\n")))
        .hasMessageContaining("start it under another --run");
  }
}
