package dev.tributary.protocol.linearmap;

import dev.tributary.crypto.prg.SeedTree;
import dev.tributary.protocol.RunId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;

/**
 * One party's side of the coin toss for the seed of A and of all public ring elements: both commit,
 * then both open (Blum 1981). Neither can choose the seed as long as the other is honest.
 *
 * <p>One-shot: {@link #open} accepts one opening.
 */
public final class JointSeed {
  /** Bytes of a commitment and of an opening. */
  public static final int BYTES = SeedTree.SEED_BYTES;

  private final RunId run;
  private final boolean first;
  private final byte[] nonce = new byte[BYTES];
  private byte[] peerCommitment;
  private boolean opened;

  private JointSeed(RunId run, boolean first, SecureRandom random) {
    this.run = run;
    this.first = first;
    random.nextBytes(nonce);
  }

  /** The vector owner's side. */
  public static JointSeed ofVectorOwner(RunId run, SecureRandom random) {
    return new JointSeed(run, true, random);
  }

  /** The matrix owner's side. */
  public static JointSeed ofMatrixOwner(RunId run, SecureRandom random) {
    return new JointSeed(run, false, random);
  }

  /** Message 1, to the peer. */
  public byte[] commitment() {
    return commit(first, nonce);
  }

  /** Message 2, to the peer, once its commitment is here. */
  public byte[] opening(byte[] commitmentOfPeer) {
    if (peerCommitment != null || commitmentOfPeer.length != BYTES) {
      throw new IllegalArgumentException("there must be one commitment of 32 bytes");
    }
    peerCommitment = commitmentOfPeer.clone();
    return nonce.clone();
  }

  /** The joint seed, once the peer's opening is here; refuses one that does not match. */
  public byte[] open(byte[] openingOfPeer) {
    if (peerCommitment == null || opened || openingOfPeer.length != BYTES) {
      throw new IllegalArgumentException("an opening of 32 bytes must follow the commitment, once");
    }
    if (!MessageDigest.isEqual(peerCommitment, commit(!first, openingOfPeer))) {
      throw new IllegalArgumentException("the peer's opening must match its commitment");
    }
    opened = true;
    byte[] ofVector = first ? nonce : openingOfPeer;
    byte[] ofMatrix = first ? openingOfPeer : nonce;
    return SeedTree.digest("lattice-1 joint seed", runBytes(), ofVector, ofMatrix);
  }

  private byte[] commit(boolean ofVectorOwner, byte[] value) {
    return SeedTree.digest(
        "lattice-1 commitment " + (ofVectorOwner ? "vector" : "matrix"), runBytes(), value);
  }

  private byte[] runBytes() {
    return run.value().getBytes(StandardCharsets.UTF_8);
  }
}
