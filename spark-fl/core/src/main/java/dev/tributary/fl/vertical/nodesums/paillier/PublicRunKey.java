package dev.tributary.fl.vertical.nodesums.paillier;

import dev.tributary.crypto.paillier.PaillierPublicKey;
import dev.tributary.crypto.paillier.PaillierRandomizer;
import dev.tributary.fl.data.ShardContext;
import java.io.Serializable;

/** A training's public key at the feature party's executors. */
final class PublicRunKey implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final byte[] encoded;
  private final int bits;

  /**
   * @param name distinct per training
   * @param encoded checked by the driver
   */
  PublicRunKey(String name, byte[] encoded, int bits) {
    this.name = name;
    this.encoded = encoded;
    this.bits = bits;
  }

  int bits() {
    return bits;
  }

  PaillierPublicKey key(ShardContext context) {
    return context.shared("paillier-public " + name, () -> PaillierPublicKey.decode(encoded));
  }

  PaillierRandomizer randomizer(ShardContext context) {
    PaillierPublicKey key = key(context);
    return context.shared("paillier-randomizer " + name, () -> new PaillierRandomizer(key));
  }
}
