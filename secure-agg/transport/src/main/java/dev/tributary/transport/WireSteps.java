package dev.tributary.transport;

import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.transport.proto.Step;

/** Step addresses as they cross the wire. */
public final class WireSteps {
  private WireSteps() {}

  static Step toWire(StepAddress step) {
    return Step.newBuilder()
        .setEpoch(step.epoch())
        .setRound(step.round())
        .setName(step.step())
        .setFrom(step.from().name())
        .setTo(step.to().name())
        .build();
  }

  /**
   * A checked address.
   *
   * @throws MalformedMessageException if it is none
   */
  public static StepAddress fromWire(String run, Step step) {
    try {
      return new StepAddress(
          new RunId(run),
          step.getEpoch(),
          step.getRound(),
          step.getName(),
          new PartyId(step.getFrom()),
          new PartyId(step.getTo()));
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(e.getMessage());
    }
  }

  /**
   * A piece's checked address.
   *
   * @throws MalformedMessageException if it is none
   */
  public static MessageAddress fromWire(String run, Step step, int shard) {
    StepAddress message = fromWire(run, step);
    try {
      return message.shard(shard);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(e.getMessage());
    }
  }
}
