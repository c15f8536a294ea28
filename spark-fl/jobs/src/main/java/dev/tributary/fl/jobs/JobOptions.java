package dev.tributary.fl.jobs;

import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which job, and as whom: the arguments of every command of one party. */
public final class JobOptions {
  @Parameters(index = "0", paramLabel = "JOB.yaml", description = "The job, shared by all parties")
  private Path file;

  @Option(names = "--as", required = true, paramLabel = "NAME", description = "This party's name")
  private String self;

  public Path file() {
    return file;
  }

  /** Where a party's results go if its {@code --out} is null. */
  public static String results(JobFile job, PartyId party, String out) {
    return out == null ? "out/" + job.job() + "/" + party : out;
  }

  /** Reads and checks the job. */
  public JobFile job() {
    return Algorithms.read(file);
  }

  /** This party; USER if the job has none of that name. */
  public PartyId party(JobFile job) {
    return party(job, self);
  }

  /** A party of a job; USER if the job has none of that name. */
  public static PartyId party(JobFile job, String name) {
    return job.partyIds().stream()
        .filter(party -> party.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                FederationException.user(
                    "party '%s' is not in the job, which has: %s",
                    name, String.join(", ", job.parties().keySet())));
  }
}
