package dev.tributary.fl.linearmap.lattice;

import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import java.io.InputStream;
import java.time.Duration;

/** Fails when the first piece of a step is put, as a party does whose work on it goes wrong. */
final class BreakingExchange implements Exchange {
  private final Exchange end;
  private final String step;

  BreakingExchange(Exchange end, String step) {
    this.end = end;
    this.step = step;
  }

  @Override
  public PartyId self() {
    return end.self();
  }

  @Override
  public PieceReceipt put(MessageAddress address, PayloadWriter payload) {
    if (address.step().step().equals(step)) {
      throw FederationException.resource("disk full at %s", step);
    }
    return end.put(address, payload);
  }

  @Override
  public void commit(StepManifest manifest) {
    end.commit(manifest);
  }

  @Override
  public StepManifest await(StepAddress address, Duration timeout) {
    return end.await(address, timeout);
  }

  @Override
  public InputStream fetch(StepManifest manifest, int shard) {
    return end.fetch(manifest, shard);
  }

  @Override
  public void abort(String reason) {
    end.abort(reason);
  }

  @Override
  public void close() {
    end.close();
  }
}
