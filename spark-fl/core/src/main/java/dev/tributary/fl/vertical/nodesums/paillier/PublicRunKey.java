package dev.tributary.fl.vertical.nodesums.paillier;

import dev.tributary.crypto.paillier.PaillierPublicKey;
import dev.tributary.crypto.paillier.PaillierRandomizer;
import dev.tributary.crypto.paillier.RandomBases;
import dev.tributary.fl.data.ShardContext;
import java.io.Serializable;

/** A training's public key at the feature party's executors, with that party's own randomness. */
final class PublicRunKey implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final byte[] encoded;
  private final int bits;
  private final byte[] randomBases;

  /**
   * @param name distinct per training
   * @param key of the label party, as the driver checked it
   * @param randomBases of this party, drawn once: a task that is run again writes the same bytes
   */
  PublicRunKey(String name, PaillierPublicKey key, RandomBases randomBases) {
    this.name = name;
    this.encoded = key.encode();
    this.bits = key.parameters().modulusBits();
    this.randomBases = randomBases.encode();
  }

  int bits() {
    return bits;
  }

  PaillierPublicKey key(ShardContext context) {
    return context.shared("paillier-public " + name, () -> PaillierPublicKey.decode(encoded));
  }

  PaillierRandomizer randomizer(ShardContext context) {
    PaillierPublicKey key = key(context);
    return context.shared(
        "paillier-randomizer " + name,
        () -> new PaillierRandomizer(RandomBases.decode(key, randomBases)));
  }
}
