package dev.tributary.protocol.linearmap;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.prg.SeedTree;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * Derives a driver's one-time seeds for one epoch of a run by HKDF from the party's master, the
 * run, the epoch, a fresh 256-bit nonce of this object, the suite, the purpose, the address and,
 * where the message exists, its digest. A restarted driver makes a new object, hence new seeds.
 * Tasks get the derived seeds, never the master.
 */
public final class SecretSeeds {
  private final byte[] root;

  /** Seeds of this epoch; {@code master} is 32 bytes that only this party has. */
  public SecretSeeds(byte[] master, RunId run, int epoch, SecureRandom random) {
    byte[] nonce = new byte[SeedTree.SEED_BYTES];
    random.nextBytes(nonce);
    this.root =
        SeedTree.derive(
            master,
            LatticeSet.SUITE + " one-time seeds",
            run.value().getBytes(StandardCharsets.UTF_8),
            number(epoch),
            nonce);
  }

  /** The vector owner's seed of a batch. It is drawn before any message exists. */
  public byte[] batch(LatticeSet set, int batch) {
    return SeedTree.derive(root, "batch", number(set.modulusBits()), number(batch));
  }

  /** The matrix owner's seed of the fresh zeros of a batch and block. */
  public byte[] zero(LatticeSet set, int batch, int block) {
    return SeedTree.derive(root, "zero", number(set.modulusBits()), number(batch), number(block));
  }

  /**
   * The matrix owner's seed of the flood that sums over the same samples have in common, whichever
   * block they are in: bound to the message as well, so that two messages under one lease, which
   * the journal refuses anyway, would not share a flood.
   */
  public byte[] sharedFlood(ChannelLease lease, byte[] digest) {
    return SeedTree.derive(root, "shared flood", lease.canonicalBytes(), digest);
  }

  /** The matrix owner's seed of the flood that every word of a block has of its own. */
  public byte[] flood(ChannelLease lease, int block, byte[] digest) {
    return SeedTree.derive(root, "flood", lease.canonicalBytes(), number(block), digest);
  }

  /**
   * The vector owner's seed of the flood on its decryption share for a matrix owner's block, so
   * that a repeat is the same share and averages nothing, and no two matrix owners, who may pool
   * what they hold, share a flood. {@link VectorOwnerBatch#decryptionShare} binds the a half.
   */
  public byte[] shareFlood(ChannelLease lease, PartyId matrixOwner, int block, byte[] digest) {
    byte[] owner = matrixOwner.name().getBytes(StandardCharsets.UTF_8);
    return SeedTree.derive(
        root, "share flood", lease.canonicalBytes(), owner, number(block), digest);
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }
}
