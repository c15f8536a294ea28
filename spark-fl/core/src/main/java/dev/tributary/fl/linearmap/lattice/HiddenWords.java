package dev.tributary.fl.linearmap.lattice;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.fl.data.ShardContext;
import dev.tributary.fl.data.SharedValues;
import dev.tributary.protocol.StepManifest;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a lease for all rows, fetched once per executor.
 *
 * @param manifest one piece a slice
 * @param rows training rows
 * @param channels of the lease
 */
record HiddenWords(StepManifest manifest, LatticeSet set, int rows, int channels)
    implements Serializable {
  /** One matrix per slice of {@link RowSlice#cut}. */
  List<WordMatrix> load(ShardContext context) {
    return context
        .shared("lattice/words", () -> new SharedValues(1))
        .shared(manifest.step().toString(), () -> fetch(context));
  }

  private List<WordMatrix> fetch(ShardContext context) {
    List<RowSlice> slices = RowSlice.cut(rows);
    List<WordMatrix> words = new ArrayList<>();
    new WordPieces(manifest, set, shard -> slices.get(shard).rows(), channels)
        .read(context.exchange(), slices.size(), (piece, shard) -> words.add(piece));
    return words;
  }
}
