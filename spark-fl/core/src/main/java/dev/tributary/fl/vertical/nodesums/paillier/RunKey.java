package dev.tributary.fl.vertical.nodesums.paillier;

import dev.tributary.crypto.paillier.PaillierEncryptor;
import dev.tributary.crypto.paillier.PaillierPrivateKey;
import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.fl.data.ShardContext;
import java.io.Serializable;

/**
 * A training's private key on its way to the label party's own executors, and what they share of
 * it. Lives as long as the training; prints nothing.
 */
final class RunKey implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final byte[] encoded;

  /**
   * @param name distinct per training
   */
  RunKey(String name, PaillierPrivateKey key) {
    this.name = name;
    try (SecretBytes secret = key.encode()) {
      encoded = secret.reveal();
    }
  }

  PaillierPrivateKey key(ShardContext context) {
    return context.shared(
        "paillier-key " + name,
        () -> {
          try (SecretBytes secret = SecretBytes.copyOf(encoded)) {
            return PaillierPrivateKey.decode(secret);
          }
        });
  }

  /** An encryptor for the calling task alone. */
  PaillierEncryptor encryptor(ShardContext context) {
    PaillierPrivateKey key = key(context);
    PaillierEncryptor shared =
        context.shared("paillier-encryptor " + name, () -> new PaillierEncryptor(key));
    return shared.another();
  }

  @Override
  public String toString() {
    return "RunKey[" + name + "]";
  }
}
