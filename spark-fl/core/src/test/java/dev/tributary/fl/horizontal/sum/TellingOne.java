package dev.tributary.fl.horizontal.sum;

import dev.tributary.fl.ForwardingExchange;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;
import java.io.ByteArrayOutputStream;

/** Adds 1 to the last word of every total that one party is sent. */
final class TellingOne extends ForwardingExchange {
  private final PartyId one;

  TellingOne(Exchange end, PartyId one) {
    super(end);
    this.one = one;
  }

  @Override
  public PieceReceipt put(MessageAddress address, PayloadWriter payload) {
    if (!address.step().step().endsWith("/" + MemberSide.TOTAL)
        || !address.step().to().equals(one)) {
      return super.put(address, payload);
    }
    return super.put(
        address,
        out -> {
          ByteArrayOutputStream message = new ByteArrayOutputStream();
          payload.writeTo(message);
          byte[] bytes = message.toByteArray();
          bytes[bytes.length - 1]++;
          out.write(bytes);
        });
  }
}
