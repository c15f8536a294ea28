package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.fl.ForwardingExchange;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;

/** Fails when the first piece of a step is put, as a party does whose work on it goes wrong. */
final class BreakingExchange extends ForwardingExchange {
  private final String step;

  BreakingExchange(Exchange end, String step) {
    super(end);
    this.step = step;
  }

  @Override
  public PieceReceipt put(MessageAddress address, PayloadWriter payload) {
    if (address.step().step().equals(step)) {
      throw FederationException.resource("disk full at %s", step);
    }
    return super.put(address, payload);
  }
}
