package dev.tributary.protocol;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * Names every piece of a finished message; receivers read only what a manifest names.
 *
 * @param step the message
 * @param pieces receipts with shards 0, 1, ..., in order, at least one
 */
public record StepManifest(StepAddress step, List<PieceReceipt> pieces) implements Serializable {
  public StepManifest {
    pieces = pieces.stream().sorted(Comparator.comparingInt(PieceReceipt::shard)).toList();
    if (pieces.isEmpty()) {
      throw new IllegalArgumentException("a manifest must name at least one piece: " + step);
    }
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i).shard() != i) {
        throw new IllegalArgumentException(
            "shards of a manifest must be 0, 1, ... without gap or repeat. Provided value: "
                + pieces);
      }
    }
  }

  /** Plaintext bytes of all pieces. */
  public long totalLength() {
    return pieces.stream().mapToLong(PieceReceipt::length).sum();
  }
}
