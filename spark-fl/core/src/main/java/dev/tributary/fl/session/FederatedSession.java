package dev.tributary.fl.session;

import dev.tributary.fl.data.Compute;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import java.time.Duration;
import java.util.List;

/**
 * What an algorithm needs of the run it takes part in: who is there, how to reach them, and this
 * party's compute. Held by the driver, never a Param: Params are persisted and copied.
 *
 * @param self this party
 * @param roster who takes part, and as what
 * @param run the run
 * @param epoch 0, and higher after a restart
 * @param stage what the names of steps begin with, so that those of two trainings in one run differ
 * @param exchange the driver's end
 * @param compute this party's executors
 * @param stepTimeout longest wait for one message of a peer
 */
public record FederatedSession(
    PartyId self,
    Roster roster,
    RunId run,
    int epoch,
    String stage,
    Exchange exchange,
    Compute compute,
    Duration stepTimeout) {
  public FederatedSession {
    if (!roster.parties().contains(self)) {
      throw new IllegalArgumentException(
          "parties must contain " + self + ". Provided value: " + roster.parties());
    }
  }

  /** Of a run with one training. */
  public FederatedSession(
      PartyId self,
      Roster roster,
      RunId run,
      int epoch,
      Exchange exchange,
      Compute compute,
      Duration stepTimeout) {
    this(self, roster, run, epoch, "", exchange, compute, stepTimeout);
  }

  /** The same run as some of its parties see it, who work with each other. */
  public FederatedSession among(Roster some) {
    return new FederatedSession(self, some, run, epoch, stage, exchange, compute, stepTimeout);
  }

  /**
   * The same, with longer waits.
   *
   * @param times how many of this party's steps a peer may do before it answers, at least 1
   */
  public FederatedSession patient(int times) {
    Duration longer = stepTimeout.multipliedBy(times);
    return new FederatedSession(self, roster, run, epoch, stage, exchange, compute, longer);
  }

  /**
   * The same parties for another training.
   *
   * @param name in lower case, ending in a slash
   */
  public FederatedSession stage(String name) {
    return new FederatedSession(self, roster, run, epoch, name, exchange, compute, stepTimeout);
  }

  /** All parties, in job order. */
  public List<PartyId> parties() {
    return roster.parties();
  }

  /** What this party brings. */
  public Role role() {
    return roster.role(self);
  }

  /** The parties of a run in which one has the labels; a defect to ask for in another. */
  public Roster.Vertical vertical() {
    return roster.vertical();
  }

  /** The party that holds the labels of a vertical run. */
  public PartyId labelParty() {
    return vertical().labelParty();
  }

  /** The other parties of a vertical run, in job order. */
  public List<PartyId> featureParties() {
    return vertical().featureParties();
  }

  /** Whether this party holds the labels of a vertical run. */
  public boolean isLabelParty() {
    return self.equals(labelParty());
  }

  /** Address of a message that this party sends. */
  public StepAddress to(PartyId receiver, int round, String step) {
    return new StepAddress(run, epoch, round, stage + step, self, receiver);
  }

  /** Address of a message that this party awaits. */
  public StepAddress from(PartyId sender, int round, String step) {
    return new StepAddress(run, epoch, round, stage + step, sender, self);
  }
}
