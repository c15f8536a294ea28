package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.ForwardingExchange;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.StepManifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;

/** A party that changes, or keeps back, what it sends at one step. */
public final class TamperingExchange extends ForwardingExchange {
  private final String step;
  private final UnaryOperator<byte[]> change;

  /**
   * @param change what becomes of the bytes; null keeps the message back
   */
  public TamperingExchange(Exchange delegate, String step, UnaryOperator<byte[]> change) {
    super(delegate);
    this.step = step;
    this.change = change;
  }

  @Override
  public PieceReceipt put(MessageAddress address, PayloadWriter payload) {
    if (change == null || !address.step().step().equals(step)) {
      return super.put(address, payload);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      payload.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return super.put(address, PayloadWriter.of(change.apply(out.toByteArray())));
  }

  @Override
  public void commit(StepManifest manifest) {
    if (change != null || !manifest.step().step().equals(step)) {
      super.commit(manifest);
      super.commit(manifest);
    }
  }
}
