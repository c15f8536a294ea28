package dev.tributary.fl.linearmap.lattice;

import dev.tributary.crypto.lattice.EncryptedSecrets;
import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.PublicKey;
import dev.tributary.fl.Mail;
import dev.tributary.fl.data.ShardContext;
import dev.tributary.fl.data.SharedValues;
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
    for (int shard = 0; shard < ranges.size(); shard++) {
      int first = ranges.get(shard).first();
      int last = ranges.get(shard).last();
      byte[] piece = fetch(context, shard, last - first);
      pieces.add(
          Mail.decode(manifest.step(), piece, b -> LinearMapMessages.secrets(set, first, last, b)));
    }
    byte[] key = fetch(context, ranges.size(), 32);
    return new Read(
        pieces, Mail.decode(manifest.step(), key, b -> LinearMapMessages.publicKey(set, b)));
  }

  private byte[] fetch(ShardContext context, int shard, int columns) {
    int most = EncryptedSecrets.encodedLength(set, columns) + MARGIN;
    return context.exchange().fetchBytes(manifest, shard, most);
  }
}
