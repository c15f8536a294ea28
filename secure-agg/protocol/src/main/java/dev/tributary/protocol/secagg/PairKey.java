package dev.tributary.protocol.secagg;

import dev.tributary.crypto.aead.DirectionKey;
import dev.tributary.crypto.prg.SeedTree;
import dev.tributary.protocol.PartyId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What two members have in common in a run. It never leaves them: a drop-out costs seeds of one
 * round, which say nothing of another round's (HKDF). Immutable.
 */
final class PairKey {
  /** Bytes of a sealed share: format, salt, share and tag, as of {@link DirectionKey}. */
  static final int SEALED = 1 + 32 + 32 + 16;

  private final byte[] masks;
  private final DirectionKey out;
  private final DirectionKey in;
  private final boolean adds;

  /**
   * @param agreed X25519 secret of the two
   * @param self place of this member, and {@code peer} of the other one
   */
  PairKey(byte[] agreed, Announcements keys, int self, int peer) {
    PartyId first = keys.group().members().get(Math.min(self, peer));
    PartyId second = keys.group().members().get(Math.max(self, peer));
    byte[] pair =
        SeedTree.derive(
            agreed,
            SumGroup.SUITE + " pair",
            keys.digest(),
            SumGroup.utf8(first.name()),
            SumGroup.utf8(second.name()));
    masks = SeedTree.derive(pair, "masks");
    adds = self < peer;
    DirectionKey up = new DirectionKey(SeedTree.derive(pair, "shares of the first"));
    DirectionKey down = new DirectionKey(SeedTree.derive(pair, "shares of the second"));
    out = adds ? up : down;
    in = adds ? down : up;
  }

  /** Whether this member adds the masks that its peer subtracts. */
  boolean adds() {
    return adds;
  }

  /** The seed of the two members' mask in one round among those who share. */
  byte[] seed(SumRound round, MemberSet sharers) {
    return SeedTree.derive(masks, "pair mask", round.canonicalBytes(), sharers.toBytes());
  }

  /** Seals a share for the peer. */
  byte[] seal(SumRound round, byte[] share) {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream(SEALED);
    try (var stream = out.seal(sealed, round.canonicalBytes())) {
      stream.write(share);
      stream.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sealed.toByteArray();
  }

  /**
   * Opens a share of the peer.
   *
   * @throws IOException if the peer did not seal it for this member and round
   */
  byte[] open(SumRound round, byte[] sealed) throws IOException {
    return in.open(new ByteArrayInputStream(sealed), round.canonicalBytes()).readAllBytes();
  }

  @Override
  public String toString() {
    return "PairKey";
  }
}
