package dev.tributary.fl.jobs.run;

import dev.tributary.connectors.OwnerOnly;
import dev.tributary.connectors.ResultFolder;
import dev.tributary.fl.jobs.file.AllowSection;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.PartyFile;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * What must protect a party before it joins a run. Where something is missing the run ends there
 * and {@code plan} says so, unless {@code allow:} in PARTY.yaml waives it; then log, report and
 * metrics repeat it.
 */
public final class Safeguards {
  private static final String FOLDERS = "shared-folders";

  /** Nothing is missing. */
  public static final Safeguards COMPLETE = new Safeguards(List.of());

  private final List<Gap> gaps;

  private Safeguards(List<Gap> gaps) {
    this.gaps = List.copyOf(gaps);
  }

  /**
   * Something that is missing.
   *
   * @param key under {@code allow:} that waives it
   * @param what is missing, and what that lets others do
   * @param cure what to do about it
   */
  private record Gap(String key, boolean waived, String what, String cure) {
    String refusal() {
      return what + ": " + cure + ", or accept it with allow: {" + key + ": true} in PARTY.yaml";
    }

    String waiver() {
      return "allow." + key + ": " + what;
    }
  }

  /**
   * Looks at everything that can be seen before a run.
   *
   * @param out folder of the results, which may not exist
   */
  public static Safeguards of(SparkSession spark, JobFile job, PartyFile own, String out) {
    return of(
        ClusterProtection.of(spark),
        job,
        own.allow(),
        out,
        spark.sparkContext().hadoopConfiguration());
  }

  /** The same of a cluster that is known and file systems that {@code hadoop} names. */
  public static Safeguards of(
      ClusterProtection cluster,
      JobFile job,
      AllowSection allow,
      String out,
      Configuration hadoop) {
    List<Gap> gaps = new ArrayList<>();
    cluster(cluster, allow, gaps);
    keys(job, allow, gaps);
    folder(out, allow, hadoop, gaps);
    return new Safeguards(gaps);
  }

  private static void cluster(ClusterProtection cluster, AllowSection allow, List<Gap> gaps) {
    if (cluster == ClusterProtection.UNENCRYPTED) {
      gaps.add(
          new Gap(
              "unencrypted-cluster",
              allow.unencryptedCluster(),
              "your cluster's own messages, which carry the run's keys, are not encrypted",
              "set spark.authenticate, spark.network.crypto.enabled and"
                  + " spark.io.encryption.enabled to true and spark.network.crypto.saslFallback to"
                  + " false in spark.conf"));
    }
  }

  private static void keys(JobFile job, AllowSection allow, List<Gap> gaps) {
    List<String> unpinned =
        job.parties().entrySet().stream()
            .filter(party -> party.getValue().fingerprint() == null)
            .map(Map.Entry::getKey)
            .toList();
    if (!unpinned.isEmpty()) {
      gaps.add(
          new Gap(
              "unpinned-keys",
              allow.unpinnedKeys(),
              "the job pins no key of "
                  + String.join(", ", unpinned)
                  + ", so the federation's CA could stand in for them",
              "let each owner run `./tributary pki fingerprint NAME.crt` and write what it prints to"
                  + " parties.<name>.fingerprint in the job file of all"));
    }
  }

  private static void folder(String out, AllowSection allow, Configuration hadoop, List<Gap> gaps) {
    try {
      OwnerOnly.openMode(new Path(out), hadoop)
          .ifPresent(
              mode ->
                  gaps.add(
                      new Gap(
                          FOLDERS,
                          allow.sharedFolders(),
                          "--out "
                              + out
                              + ", for ids and scores in the clear, is open to others ("
                              + mode
                              + ")",
                          "`chmod 700` it, or name a folder that does not exist yet")));
    } catch (IOException | IllegalArgumentException e) {
      throw new FederationException(
          ErrorCode.RESOURCE,
          "looking at " + out + " failed: " + e.getMessage() + "; check --out",
          e);
    }
  }

  /** USER with the first of {@link #refusals}, if there is one. */
  public void require() {
    refusals().stream()
        .findFirst()
        .ifPresent(
            refusal -> {
              throw FederationException.user("%s", refusal);
            });
  }

  /** Why a run would be refused; each a line that says what to do. */
  public List<String> refusals() {
    return gaps.stream().filter(gap -> !gap.waived()).map(Gap::refusal).toList();
  }

  /** What is missing and waived: the key that waives it, and what that means. */
  public List<String> waived() {
    return gaps.stream().filter(Gap::waived).map(Gap::waiver).toList();
  }

  /** Results in a folder that its owner shares are shared too. */
  ResultFolder.Access access() {
    return gaps.stream().anyMatch(gap -> gap.key().equals(FOLDERS))
        ? ResultFolder.Access.AS_USUAL
        : ResultFolder.Access.OWNER_ONLY;
  }
}
