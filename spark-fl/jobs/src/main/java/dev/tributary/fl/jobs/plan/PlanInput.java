package dev.tributary.fl.jobs.plan;

import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.data.DataProfile;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.run.Safeguards;
import dev.tributary.fl.session.Role;
import dev.tributary.protocol.PartyId;
import java.util.List;

/**
 * What a plan is made from.
 *
 * @param job what is agreed
 * @param self the party that plans
 * @param data its data section
 * @param profile what its data holds
 * @param safeguards what protects the party, and what is missing
 * @param columns which of its columns are named
 */
public record PlanInput(
    JobFile job,
    PartyId self,
    TableSource data,
    DataProfile profile,
    Safeguards safeguards,
    Columns columns) {

  /** Which columns are named. */
  public enum Columns {
    SOME,
    ALL
  }

  /** Whether the planning party has the labels. */
  public boolean labelParty() {
    return job.roster().role(self) == Role.LABEL;
  }

  /** The parties that this one exchanges messages with. */
  public List<PartyId> peers() {
    return job.train().algorithm().partition().peers(job.roster(), self);
  }

  /** Whether the parties of the job match rows at all. */
  boolean aligns() {
    return job.align().protocol() != null;
  }

  /** Whether it and another find the rows that they have in common. */
  boolean aligned(PartyId other) {
    return job.roster().role(self) != job.roster().role(other);
  }

  /** Share of the rows that train where the job tells it without looking at keys, otherwise 1. */
  public double trainingShare() {
    return job.split().byShares() ? job.split().train() : 1;
  }
}
