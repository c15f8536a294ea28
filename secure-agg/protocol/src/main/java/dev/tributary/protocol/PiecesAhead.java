package dev.tributary.protocol;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.function.IntUnaryOperator;

/**
 * Reads the pieces of a message whole and in order, the next ones being on their way while one is
 * read: over a long link a piece then costs its bytes and not a round trip besides.
 */
public final class PiecesAhead {
  /** Pieces in memory or on their way, the one that is read aside. */
  static final int AHEAD = 4;

  private PiecesAhead() {}

  /** What is done with a piece, on the caller's thread. */
  @FunctionalInterface
  public interface Reader {
    void read(int shard, byte[] piece);
  }

  /**
   * Reads pieces 0 to {@code count - 1}.
   *
   * @param maxLength of a piece in bytes; a longer one is refused with PEER before it is read
   * @throws FederationException as {@link Exchange#fetchBytes}, for the first piece that fails
   */
  public static void read(
      Exchange exchange,
      StepManifest manifest,
      int count,
      IntUnaryOperator maxLength,
      Reader reader) {
    Deque<Future<byte[]>> coming = new ArrayDeque<>();
    int asked = 0;
    try {
      for (int shard = 0; shard < count; shard++) {
        while (asked < count && asked <= shard + AHEAD) {
          int next = asked++;
          coming.add(
              PieceThreads.start(
                  () -> exchange.fetchBytes(manifest, next, maxLength.applyAsInt(next))));
        }
        reader.read(shard, PieceThreads.result(coming.remove()));
      }
    } finally {
      coming.forEach(piece -> piece.cancel(true));
    }
  }
}
