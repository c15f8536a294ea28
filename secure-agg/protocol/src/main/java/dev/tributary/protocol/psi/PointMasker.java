package dev.tributary.protocol.psi;

import dev.tributary.crypto.ec.CurveHash;
import dev.tributary.crypto.ec.MaskingKey;
import java.nio.ByteBuffer;

/**
 * The kernel of the protocol, one per task: first masks of own ids, second masks of another party's
 * points. The same key and input give the same bytes, so a task may be run again. Not thread-safe.
 */
public final class PointMasker {
  private final MaskingKey key;
  private final CurveHash hash = EcdhPsi.hash();

  public PointMasker(MaskingKey key) {
    this.key = key;
  }

  /**
   * The mask of an own id.
   *
   * @param encodedId as {@link IdEncoding#encode} draws it
   * @return 32 bytes
   */
  public byte[] mask(byte[] encodedId) {
    return key.mask(hash.hash(encodedId));
  }

  /**
   * Second masks of received points, in their order.
   *
   * @throws dev.tributary.crypto.ec.InvalidPointException if a point is not canonical or of small
   *     order
   */
  public MatchTokens maskAgain(MaskedPoints received) {
    byte[] points = received.points();
    long[] tokens = new long[2 * received.size()];
    byte[] masked = new byte[EcdhPsi.POINT_SIZE];
    ByteBuffer view = ByteBuffer.wrap(masked);
    for (int i = 0; i < received.size(); i++) {
      key.mask(points, i * EcdhPsi.POINT_SIZE, masked, 0);
      tokens[2 * i] = view.getLong(0);
      tokens[2 * i + 1] = view.getLong(8);
    }
    return new MatchTokens(tokens);
  }
}
