package dev.tributary.fl.jobs;

import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.PartyFile;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.protocol.PartyId;
import java.nio.file.Path;
import java.util.UUID;
import picocli.CommandLine.Option;

/** A party's own arguments of a run with the others. */
final class RunOptions {
  @Option(names = "--config", required = true, paramLabel = "PARTY.yaml", description = "Its file")
  private Path config;

  @Option(names = "--run", paramLabel = "ID", description = "The run, the same at all parties")
  private String run;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where results go")
  private String out;

  /** What is to be done, by both files; the configuration is not yet checked against the job. */
  RunRequest request(JobOptions options) {
    JobFile job = options.job();
    PartyId party = options.party(job);
    PartyFile own = PartyFile.read(config);
    String work = own.work() == null ? out + "/.work" : own.work() + "/run-" + UUID.randomUUID();
    String name = run == null ? job.job() : run;
    String kept = (own.work() == null ? out : own.work()) + "/.sums-" + name + "-" + party;
    return new RunRequest(job, own, party, name, out, work, kept);
  }
}
