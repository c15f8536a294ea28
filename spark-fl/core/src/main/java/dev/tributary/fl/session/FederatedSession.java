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
 * @param parties all parties in job order, the label party first
 * @param run the run
 * @param epoch 0, and higher after a restart
 * @param exchange the driver's end
 * @param compute this party's executors
 * @param stepTimeout longest wait for one message of a peer
 */
public record FederatedSession(
    PartyId self,
    List<PartyId> parties,
    RunId run,
    int epoch,
    Exchange exchange,
    Compute compute,
    Duration stepTimeout) {
  public FederatedSession {
    parties = List.copyOf(parties);
    if (!parties.contains(self) || parties.stream().distinct().count() != parties.size()) {
      throw new IllegalArgumentException(
          "parties must be distinct and contain " + self + ". Provided value: " + parties);
    }
  }

  /** The party that holds the labels. */
  public PartyId labelParty() {
    return parties.get(0);
  }

  /** The other parties, in job order. */
  public List<PartyId> featureParties() {
    return parties.subList(1, parties.size());
  }

  public boolean isLabelParty() {
    return self.equals(labelParty());
  }

  /** Address of a message that this party sends. */
  public StepAddress to(PartyId receiver, int round, String step) {
    return new StepAddress(run, epoch, round, step, self, receiver);
  }

  /** Address of a message that this party awaits. */
  public StepAddress from(PartyId sender, int round, String step) {
    return new StepAddress(run, epoch, round, step, sender, self);
  }
}
