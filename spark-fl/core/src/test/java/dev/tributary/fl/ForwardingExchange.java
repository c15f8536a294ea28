package dev.tributary.fl;

import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;

/** One end of an exchange, for parties that do a single thing differently. */
public abstract class ForwardingExchange implements Exchange {
  private final Exchange end;

  protected ForwardingExchange(Exchange end) {
    this.end = end;
  }

  @Override
  public PartyId self() {
    return end.self();
  }

  @Override
  public PieceReceipt put(MessageAddress address, PayloadWriter payload) {
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
  public RuntimeException abort(RuntimeException own) {
    return end.abort(own);
  }

  @Override
  public void goOnWithout(PartyId party) {
    end.goOnWithout(party);
  }

  @Override
  public Map<PartyId, Duration> lost() {
    return end.lost();
  }

  @Override
  public void close() {
    end.close();
  }
}
