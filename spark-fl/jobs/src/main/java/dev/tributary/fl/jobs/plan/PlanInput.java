package dev.tributary.fl.jobs.plan;

import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.run.ClusterProtection;
import dev.tributary.fl.jobs.run.DataProfile;
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
 * @param cluster how the Spark application's own messages are protected
 * @param pins whether the job must pin the parties' keys; a simulation pins them itself
 * @param columns which of its columns are named
 */
public record PlanInput(
    JobFile job,
    PartyId self,
    TableSource data,
    DataProfile profile,
    ClusterProtection cluster,
    Pins pins,
    Columns columns) {

  /** Which columns are named. */
  public enum Columns {
    SOME,
    ALL
  }

  /** Who pins the parties' keys. */
  public enum Pins {
    BY_JOB,
    BY_SIMULATION
  }

  /** Whether the planning party has the labels. */
  public boolean labelParty() {
    return job.roster().role(self) == Role.LABEL;
  }

  /** The parties that this one exchanges messages with. */
  public List<PartyId> peers() {
    return job.roster().peers(self);
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
