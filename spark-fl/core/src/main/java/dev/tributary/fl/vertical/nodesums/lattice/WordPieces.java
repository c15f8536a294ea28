package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.PiecesAhead;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.linearmap.LinearMapMessages;
import java.util.function.IntUnaryOperator;
import java.util.function.ObjIntConsumer;

/**
 * A message whose pieces are words.
 *
 * @param rows of a piece, by its number
 * @param columns of every piece
 */
record WordPieces(StepManifest manifest, LatticeSet set, IntUnaryOperator rows, int columns) {
  private static final int MARGIN = 64;

  /** Fetches one piece. */
  WordMatrix fetch(Exchange exchange, int shard) {
    return decode(shard, exchange.fetchBytes(manifest, shard, mostBytes(shard)));
  }

  /** Fetches the first pieces in order, the next ones on their way while one is read. */
  void read(Exchange exchange, int count, ObjIntConsumer<WordMatrix> reader) {
    PiecesAhead.read(
        exchange,
        manifest,
        count,
        this::mostBytes,
        (shard, piece) -> reader.accept(decode(shard, piece), shard));
  }

  private int mostBytes(int shard) {
    int words = Math.multiplyExact(rows.applyAsInt(shard), columns);
    return Math.addExact(Math.multiplyExact(words, set.wordBytes()), MARGIN);
  }

  private WordMatrix decode(int shard, byte[] piece) {
    return PeerMessages.decode(
        manifest.step(),
        piece,
        bytes -> LinearMapMessages.words(set, rows.applyAsInt(shard), columns, bytes));
  }
}
