package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.crypto.prg.SeedTree;
import dev.tributary.fl.data.ShardContext;
import dev.tributary.fl.data.SharedValues;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.StepManifest;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a lease as far as they have come, each message fetched once per executor.
 *
 * @param messages the first ones of {@link SliceRange#cut}, one piece a slice, at least one
 * @param rows training rows
 * @param channels of the lease
 */
record HiddenWords(List<StepManifest> messages, LatticeSet set, int rows, int channels)
    implements Serializable {
  HiddenWords {
    messages = List.copyOf(messages);
  }

  /** The messages of a lease's words. */
  static List<SliceRange> cut(LatticeSet set, int rows, int channels) {
    long bytes = (long) rows * channels * set.wordBytes();
    return SliceRange.cut(RowRange.cut(rows).size(), bytes);
  }

  /** Names the lease within the run. */
  String lease() {
    return messages.get(0).step().toString();
  }

  /** Digest of all that was sent, for the lease's journal and the flood. */
  byte[] digest() {
    byte[][] parts =
        messages.stream()
            .flatMap(message -> message.pieces().stream())
            .map(PieceReceipt::sha256)
            .toArray(byte[][]::new);
    return SeedTree.digest("lattice words", parts);
  }

  /** The words of one message, a matrix a slice. */
  List<WordMatrix> load(ShardContext context, int message) {
    return context
        .shared("lattice/words", () -> new SharedValues(SliceRange.MOST))
        .shared(messages.get(message).step().toString(), () -> fetch(context, message));
  }

  private List<WordMatrix> fetch(ShardContext context, int message) {
    SliceRange range = cut(set, rows, channels).get(message);
    List<RowRange> slices = RowRange.cut(rows).subList(range.first(), range.last());
    List<WordMatrix> words = new ArrayList<>();
    new WordPieces(messages.get(message), set, shard -> slices.get(shard).rows(), channels)
        .read(context.exchange(), slices.size(), (piece, shard) -> words.add(piece));
    return words;
  }
}
