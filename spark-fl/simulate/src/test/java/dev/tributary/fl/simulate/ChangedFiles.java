package dev.tributary.fl.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.IdentitySection;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.PartyFile;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.pki.CertificateAuthority;
import dev.tributary.transport.pki.CertificateRequests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What {@link PartyThreads} start a party with, but for one thing that is wrong. */
final class ChangedFiles {
  private ChangedFiles() {}

  private static RunRequest with(RunRequest run, JobFile job, PartyFile own) {
    return new RunRequest(job, own, run.self(), run.run(), run.out(), run.work(), run.kept());
  }

  /** A job in which one text stands for another. */
  static RunRequest job(RunRequest run, String text, String other) {
    String changed = replaced(run.job().text(), text, other);
    return with(run, Algorithms.parse(changed, "job"), run.config());
  }

  /** A job that pins nobody's key. */
  static RunRequest unpinned(RunRequest run) {
    String changed = run.job().text().replaceAll(",\\s*\"fingerprint\" : \"[^\"]*\"", "");
    assertThat(changed).isNotEqualTo(run.job().text());
    return with(run, Algorithms.parse(changed, "job"), run.config());
  }

  /** A PARTY.yaml that waives what is refused otherwise. */
  static RunRequest allowed(RunRequest run, String key) {
    String text = "\"" + key + "\" : ";
    String changed = replaced(run.config().text(), text + "false", text + "true");
    return with(run, run.job(), PartyFile.parse(changed, "party"));
  }

  private static String replaced(String all, String text, String other) {
    assertThat(all).contains(text);
    return all.replace(text, other);
  }

  /** The certificate and key of another party. */
  static RunRequest another(RunRequest run, PartyId party) {
    return identity(run, folder(run), party + ".crt", party + ".key");
  }

  /** A certificate that ended a minute ago. */
  static RunRequest expired(RunRequest run) {
    Path folder = folder(run);
    sign(CertificateAuthority.load(folder), folder, run.self(), Duration.ofMinutes(-1), "expired");
    return identity(run, folder, "expired", run.self() + ".key");
  }

  /**
   * A certificate that another federation made, and a job that pins nobody, as a stranger's would.
   */
  static RunRequest foreign(RunRequest run) {
    try {
      Path elsewhere = Files.createDirectory(folder(run).resolve("elsewhere"));
      CertificateAuthority other = CertificateAuthority.init(elsewhere, "another federation");
      CertificateRequests.create(elsewhere, run.self(), List.of());
      sign(other, elsewhere, run.self(), Duration.ofDays(1), "foreign");
      return allowed(
          unpinned(identity(run, elsewhere, "foreign", run.self() + ".key")), "unpinned-keys");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sign(
      CertificateAuthority by, Path folder, PartyId party, Duration validity, String certificate) {
    by.sign(
        folder.resolve(party + ".csr"), party, List.of(), validity, folder.resolve(certificate));
  }

  /** Where the certificates of the simulated federation are. */
  private static Path folder(RunRequest run) {
    return run.config().identity().trustPath().getParent();
  }

  private static RunRequest identity(RunRequest run, Path folder, String certificate, String key) {
    PartyFile own = run.config();
    IdentitySection identity =
        new IdentitySection(
            folder.resolve(certificate).toString(),
            folder.resolve(key).toString(),
            folder.resolve("ca.crt").toString());
    return with(
        run,
        run.job(),
        new PartyFile(
            own.format(),
            own.party(),
            own.data(),
            own.aggregator(),
            identity,
            own.spark(),
            own.work(),
            own.allow()));
  }
}
