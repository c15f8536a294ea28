package dev.tributary.fl.jobs.run;

import static dev.tributary.fl.jobs.run.ClusterProtection.ENCRYPTED;
import static dev.tributary.fl.jobs.run.ClusterProtection.ONE_MACHINE;
import static dev.tributary.fl.jobs.run.ClusterProtection.UNENCRYPTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connectors.ResultFolder;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.AllowSection;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a party does without ends its run, unless it said so itself: each key waives one thing. */
class SafeguardsTest {
  private static final AllowSection NOTHING = new AllowSection(null, null, null);
  private static final String PIN = "sha256:" + "0a".repeat(32);
  private static final JobFile UNPINNED =
      Algorithms.parse("job: j\nparties: {bank: {role: label}, bureau: {role: feature}}", "job");
  private static final JobFile PINNED =
      UNPINNED.pinned(Map.of(new PartyId("bank"), PIN, new PartyId("bureau"), PIN));

  @TempDir private Path folder;

  private Safeguards found(ClusterProtection cluster, JobFile job, AllowSection allow) {
    return found(cluster, job, allow, folder.resolve("new").toString());
  }

  private static Safeguards found(
      ClusterProtection cluster, JobFile job, AllowSection allow, String out) {
    return Safeguards.of(cluster, job, allow, out, new Configuration());
  }

  private static void assertRefused(Safeguards found, String... words) {
    assertThatThrownBy(found::require)
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER))
        .hasMessageContainingAll(words)
        .hasMessageNotContaining("\n");
    assertThat(found.refusals()).hasSize(1);
    assertThat(found.waived()).isEmpty();
  }

  private static void assertWaived(Safeguards found, String words) {
    found.require();
    assertThat(found.refusals()).isEmpty();
    assertThat(found.waived()).singleElement().asString().startsWith(words);
  }

  @ParameterizedTest
  @EnumSource(names = {"ONE_MACHINE", "ENCRYPTED"})
  void aProtectedPartyWaivesNothing(ClusterProtection cluster) {
    Safeguards found = found(cluster, PINNED, new AllowSection(true, true, true));

    found.require();
    assertThat(found.waived()).isEmpty();
    assertThat(found.access()).isEqualTo(ResultFolder.Access.OWNER_ONLY);
  }

  @Test
  void anUnencryptedClusterIsRefused() {
    assertRefused(
        found(UNENCRYPTED, PINNED, new AllowSection(false, true, true)),
        "set spark.authenticate, spark.network.crypto.enabled and spark.io.encryption.enabled",
        "allow: {unencrypted-cluster: true}");
    assertWaived(
        found(UNENCRYPTED, PINNED, new AllowSection(true, null, null)),
        "allow.unencrypted-cluster: your cluster's own messages, which carry the run's keys, are not"
            + " encrypted");
  }

  @Test
  void aJobThatPinsNotEveryKeyIsRefused() {
    JobFile half = UNPINNED.pinned(Map.of(new PartyId("bank"), PIN));
    assertRefused(
        found(ENCRYPTED, half, new AllowSection(true, false, true)),
        "pins no key of bureau,",
        "`./tributary pki fingerprint NAME.crt`",
        "allow: {unpinned-keys: true}");
    assertWaived(
        found(ENCRYPTED, UNPINNED, new AllowSection(null, true, null)),
        "allow.unpinned-keys: the job pins no key of bank, bureau,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxr-xr-x", "rwx---r--", "rwx-w----", "rwx--x---"})
  void aFolderThatOthersMayEnterReadOrWriteIsRefused(String mode) throws IOException {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString(mode));

    assertRefused(
        found(ONE_MACHINE, PINNED, new AllowSection(true, true, false), open.toString()),
        open.toString(),
        "for ids and scores in the clear, is open to others (" + mode + ")",
        "`chmod 700` it",
        "allow: {shared-folders: true}");
    Safeguards waived =
        found(ONE_MACHINE, PINNED, new AllowSection(null, null, true), open.toString());
    assertWaived(waived, "allow.shared-folders: --out " + open);
    assertThat(waived.access()).isEqualTo(ResultFolder.Access.AS_USUAL);

    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwx------"));
    found(ONE_MACHINE, PINNED, NOTHING, open.toString()).require();
  }

  @Test
  void everythingThatIsMissingIsSaid() {
    assertThat(found(UNENCRYPTED, UNPINNED, NOTHING).refusals()).hasSize(2);
    assertThat(found(UNENCRYPTED, UNPINNED, new AllowSection(true, null, null)).refusals())
        .singleElement()
        .asString()
        .startsWith("the job pins no key");
  }
}
