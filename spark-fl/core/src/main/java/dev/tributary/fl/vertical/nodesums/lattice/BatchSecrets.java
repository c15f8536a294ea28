package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.EncryptedSecrets;
import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.PublicKey;
import dev.tributary.fl.data.ShardContext;
import dev.tributary.fl.data.SharedValues;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.protocol.PiecesAhead;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.linearmap.LinearMapMessages;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The encrypted secrets of a batch, fetched once per executor.
 *
 * @param manifest one piece a column range, then the public key
 */
record BatchSecrets(StepManifest manifest, LatticeSet set) implements Serializable {
  private static final int MARGIN = 64;

  /** What was sent. */
  record Read(List<EncryptedSecrets> pieces, PublicKey publicKey) {}

  Read load(ShardContext context) {
    return context
        .shared("lattice/secrets", () -> new SharedValues(1))
        .shared(manifest.step().toString(), () -> fetch(context));
  }

  private Read fetch(ShardContext context) {
    List<EncryptedSecrets> pieces = new ArrayList<>();
    List<ColumnRange> ranges = ColumnRange.cut(set);
    PiecesAhead.read(
        context.exchange(),
        manifest,
        ranges.size(),
        shard -> mostBytes(ranges.get(shard).last() - ranges.get(shard).first()),
        (shard, piece) -> {
          int first = ranges.get(shard).first();
          int last = ranges.get(shard).last();
          pieces.add(
              PeerMessages.decode(
                  manifest.step(), piece, b -> LinearMapMessages.secrets(set, first, last, b)));
        });
    byte[] key =
        context
            .exchange()
            .fetchBytes(manifest, ranges.size(), PublicKey.encodedLength(set) + MARGIN);
    return new Read(
        pieces,
        PeerMessages.decode(manifest.step(), key, b -> LinearMapMessages.publicKey(set, b)));
  }

  private int mostBytes(int columns) {
    return EncryptedSecrets.encodedLength(set, columns) + MARGIN;
  }
}
