package dev.tributary.fl.tree;

import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A party that changes, or keeps back, what it sends at one step. */
final class TamperingExchange implements Exchange {
  private final Exchange delegate;
  private final String step;
  private final UnaryOperator<byte[]> change;

  /**
   * @param change what becomes of the bytes; null keeps the message back
   */
  TamperingExchange(Exchange delegate, String step, UnaryOperator<byte[]> change) {
    this.delegate = delegate;
    this.step = step;
    this.change = change;
  }

  @Override
  public PartyId self() {
    return delegate.self();
  }

  @Override
  public PieceReceipt put(MessageAddress address, PayloadWriter payload) {
    if (change == null || !address.step().step().equals(step)) {
      return delegate.put(address, payload);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      payload.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return delegate.put(address, PayloadWriter.of(change.apply(out.toByteArray())));
  }

  @Override
  public void commit(StepManifest manifest) {
    if (change != null || !manifest.step().step().equals(step)) {
      delegate.commit(manifest);
      delegate.commit(manifest);
    }
  }

  @Override
  public StepManifest await(StepAddress address, Duration timeout) {
    return delegate.await(address, timeout);
  }

  @Override
  public InputStream fetch(StepManifest manifest, int shard) {
    return delegate.fetch(manifest, shard);
  }

  @Override
  public void abort(String reason) {
    delegate.abort(reason);
  }

  @Override
  public void close() {
    delegate.close();
  }
}
