package dev.tributary.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;

/**
 * Puts pieces of a message, the last ones being on their way while the next is made: over a long
 * link a piece then costs its bytes and not the wait for the aggregator's word besides. Not
 * thread-safe. Closing it gives up what is under way.
 */
public final class PiecesBehind implements AutoCloseable {
  /** Pieces in memory on their way, the one that is made aside. */
  static final int BEHIND = 4;

  private final Exchange exchange;
  private final Deque<Future<PieceReceipt>> going = new ArrayDeque<>();
  private final List<PieceReceipt> receipts = new ArrayList<>();

  public PiecesBehind(Exchange exchange) {
    this.exchange = exchange;
  }

  /**
   * Makes a piece on this thread and starts to put it, once no more than a few are under way.
   *
   * @throws FederationException as {@link Exchange#put}, for this piece or one before
   */
  public void put(MessageAddress address, PayloadWriter payload) {
    ByteArrayOutputStream made = new ByteArrayOutputStream();
    try {
      payload.writeTo(made);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (going.size() == BEHIND) {
      receipts.add(PieceThreads.result(going.remove()));
    }
    going.add(PieceThreads.start(() -> exchange.put(address, made::writeTo)));
  }

  /** Receipts of all pieces, once all are put. */
  public List<PieceReceipt> receipts() {
    while (!going.isEmpty()) {
      receipts.add(PieceThreads.result(going.remove()));
    }
    return List.copyOf(receipts);
  }

  @Override
  public void close() {
    going.forEach(piece -> piece.cancel(true));
  }
}
