package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * {@code allow:} of a PARTY.yaml: what its owner does without, each refused otherwise. Log, report
 * and metrics of a run repeat what was waived.
 *
 * @param unencryptedCluster a cluster whose own messages, with the keys of the run, are readable
 * @param unpinnedKeys a job that does not pin the key of every party
 * @param sharedFolders a result folder that others than its owner may read
 */
public record AllowSection(
    @JsonProperty("unencrypted-cluster") Boolean unencryptedCluster,
    @JsonProperty("unpinned-keys") Boolean unpinnedKeys,
    @JsonProperty("shared-folders") Boolean sharedFolders) {
  public AllowSection {
    unencryptedCluster = Rules.orElse(unencryptedCluster, false);
    unpinnedKeys = Rules.orElse(unpinnedKeys, false);
    sharedFolders = Rules.orElse(sharedFolders, false);
  }

  /** Waives nothing. */
  static AllowSection nothing() {
    return new AllowSection(null, null, null);
  }

  /** For a simulation, whose folder is that of the one user it has. */
  public static AllowSection foldersAsTheyAre() {
    return new AllowSection(null, null, true);
  }
}
