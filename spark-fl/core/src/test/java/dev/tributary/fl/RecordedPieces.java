package dev.tributary.fl;

import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a copy of every piece that a party puts. */
public final class RecordedPieces extends ForwardingExchange {
  private final Map<String, byte[]> pieces = new ConcurrentHashMap<>();

  public RecordedPieces(Exchange end) {
    super(end);
  }

  @Override
  public PieceReceipt put(MessageAddress address, PayloadWriter payload) {
    return super.put(
        address,
        out -> {
          ByteArrayOutputStream piece = new ByteArrayOutputStream();
          payload.writeTo(piece);
          pieces.put(
              key(address.step().round(), address.step().step(), address.shard()),
              piece.toByteArray());
          out.write(piece.toByteArray());
        });
  }

  /** A piece that must have been put. */
  public byte[] piece(int round, String step, int shard) {
    byte[] piece = pieces.get(key(round, step, shard));
    if (piece == null) {
      throw new NoSuchElementException(key(round, step, shard) + " of " + pieces.keySet());
    }
    return piece;
  }

  private static String key(int round, String step, int shard) {
    return round + " " + step + " " + shard;
  }
}
