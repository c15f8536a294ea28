package dev.tributary.protocol.secagg;

import dev.tributary.crypto.prg.SeedTree;
import dev.tributary.crypto.random.SecretBytes;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * The hash by which the summing party knows a share again that a dealer gave a holder. A share has
 * 256 uniform bits, so its hash says nothing of it.
 */
final class ShareCommitment {
  static final int LENGTH = SeedTree.SEED_BYTES;

  private ShareCommitment() {}

  static byte[] of(byte[] roundDigest, int dealer, int holder, byte[] share) {
    byte[] places = ByteBuffer.allocate(8).putInt(dealer).putInt(holder).array();
    return SeedTree.digest(SumGroup.SUITE + " share", roundDigest, places, share);
  }

  static boolean holds(
      byte[] commitment, byte[] roundDigest, int dealer, int holder, SecretBytes share) {
    return MessageDigest.isEqual(commitment, of(roundDigest, dealer, holder, share.reveal()));
  }
}
