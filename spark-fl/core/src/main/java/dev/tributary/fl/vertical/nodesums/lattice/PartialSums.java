package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.BinSums;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.fl.data.ShardContext;
import dev.tributary.fl.data.SharedValues;
import dev.tributary.protocol.linearmap.MatrixOwnerBlock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bin sums of one block over the words that have come so far. They stay on the executor while
 * the lease is answered; where they are missing, they are made again from the words. Thread-safe.
 */
final class PartialSums {
  private final BinSums sums;
  private int messages;
  private int rows;

  private PartialSums(BinSums sums) {
    this.sums = sums;
  }

  /**
   * Adds the words that are not in yet to the sums of a block.
   *
   * @param part the active columns of the block, at least one
   * @return sums over all messages of {@code words}, not to be changed
   */
  static BinSums of(HiddenWords words, int shard, ActiveBlock part, ShardContext context) {
    return context
        .shared("lattice/sums", () -> new SharedValues(1))
        .shared(words.lease(), BlocksOfLease::new)
        .ofShard(shard, words, part)
        .add(words, part, context);
  }

  private synchronized BinSums add(HiddenWords words, ActiveBlock part, ShardContext context) {
    while (messages < words.messages().size()) {
      for (WordMatrix slice : words.load(context, messages)) {
        sums.add(part.columns(), rows, slice);
        rows += slice.rows();
      }
      messages++;
    }
    return sums;
  }

  private static final class BlocksOfLease {
    private final Map<Integer, PartialSums> blocks = new ConcurrentHashMap<>();

    PartialSums ofShard(int shard, HiddenWords words, ActiveBlock part) {
      return blocks.computeIfAbsent(
          shard,
          made ->
              new PartialSums(
                  new MatrixOwnerBlock(words.set(), part.mapRows()).answerSums(words.channels())));
    }
  }
}
