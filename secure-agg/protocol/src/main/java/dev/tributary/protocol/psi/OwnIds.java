package dev.tributary.protocol.psi;

import dev.tributary.crypto.ec.MaskingKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A party's ids in memory, masked once, in ascending order of their masks: the order in which they
 * are sent, cut into pieces.
 */
final class OwnIds {
  private final List<Masked> masked;
  private final int[] starts;

  /**
   * @param ids encoded ids, at least one, distinct
   * @throws dev.tributary.protocol.FederationException USER if there is none or one is repeated
   */
  OwnIds(List<byte[]> ids, MaskingKey key) {
    if (ids.isEmpty()) {
      throw IdErrors.none();
    }
    PointMasker masker = new PointMasker(key);
    masked = new ArrayList<>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      masked.add(new Masked(masker.mask(ids.get(i)), i));
    }
    masked.sort((a, b) -> Arrays.compareUnsigned(a.point, b.point));
    requireDistinct();
    int pieces = EcdhPsi.pieces(ids.size());
    starts = new int[pieces + 1];
    for (Masked one : masked) {
      starts[EcdhPsi.pieceOf(one.point, 0, pieces) + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
  }

  int size() {
    return masked.size();
  }

  int pieces() {
    return starts.length - 1;
  }

  /** Number of points in a piece. */
  int sizeOf(int piece) {
    return starts[piece + 1] - starts[piece];
  }

  /** Rank of a point in the whole order. */
  int rank(int piece, int position) {
    return starts[piece] + position;
  }

  /** Index, in the list given to the constructor, of the id of a rank. */
  int index(int rank) {
    return masked.get(rank).index;
  }

  List<MaskedPoints> points() {
    List<MaskedPoints> all = new ArrayList<>();
    for (int piece = 0; piece < pieces(); piece++) {
      byte[] points = new byte[sizeOf(piece) * EcdhPsi.POINT_SIZE];
      for (int i = 0; i < sizeOf(piece); i++) {
        byte[] point = masked.get(rank(piece, i)).point;
        System.arraycopy(point, 0, points, i * EcdhPsi.POINT_SIZE, EcdhPsi.POINT_SIZE);
      }
      all.add(new MaskedPoints(points, piece, pieces()));
    }
    return all;
  }

  private void requireDistinct() {
    int repeated = 0;
    for (int i = 1; i < masked.size(); i++) {
      repeated += Arrays.equals(masked.get(i - 1).point, masked.get(i).point) ? 1 : 0;
    }
    if (repeated > 0) {
      throw IdErrors.repeated(masked.size(), repeated);
    }
  }

  private record Masked(byte[] point, int index) {}
}
