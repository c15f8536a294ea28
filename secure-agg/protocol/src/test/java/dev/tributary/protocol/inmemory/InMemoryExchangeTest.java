package dev.tributary.protocol.inmemory;

import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.ExchangeContract;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;

class InMemoryExchangeTest extends ExchangeContract {
  private final InMemoryMailbox mailbox = new InMemoryMailbox();

  @Override
  protected RunId run() {
    return new RunId("contract-1");
  }

  @Override
  protected Exchange end(PartyId party) {
    return mailbox.exchange(party);
  }
}
