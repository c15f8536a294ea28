package dev.tributary.protocol.psi;

import dev.tributary.crypto.ec.MaskingKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/**
 * A feature party with all ids in memory. Learns the ids that all parties have in common and the
 * sizes of the label party's set and of the intersection, nothing else. One object per run and
 * epoch, used once, methods in the order in which they stand here. Not thread-safe.
 */
public final class PsiFeatureParty {
  private final MaskingKey key;
  private final OwnIds own;
  private boolean answered;

  /**
   * @param ids encoded ids, distinct
   */
  public PsiFeatureParty(List<byte[]> ids, SecureRandom random) {
    key = MaskingKey.random(random);
    own = new OwnIds(ids, key);
  }

  /** Round 1: to the label party. */
  public List<MaskedPoints> maskedPoints() {
    return own.points();
  }

  /** Round 2: answers the label party's points, once. */
  public List<MatchTokens> answer(List<MaskedPoints> labelPoints) {
    if (answered) {
      throw new IllegalStateException("points received a second time");
    }
    answered = true;
    PointMasker masker = new PointMasker(key);
    return labelPoints.stream().map(masker::maskAgain).toList();
  }

  /**
   * Round 3: takes the row numbers.
   *
   * @param outcome one with enough rows
   * @return for every row the index of its id in the list given to the constructor
   * @throws InconsistentPeerException if rows are missing, repeated or of points that were not sent
   */
  public int[] receiveRows(PsiOutcome outcome, List<RowAssignment> pieces) {
    if (!answered || !outcome.enough()) {
      throw new IllegalStateException("rows received out of turn");
    }
    if (outcome.rows() > own.size()) {
      throw new InconsistentPeerException("claims more common ids than were sent");
    }
    int[] indices = new int[(int) outcome.rows()];
    Arrays.fill(indices, -1);
    boolean[] used = new boolean[own.size()];
    int count = 0;
    for (RowAssignment piece : pieces) {
      for (int i = 0; i < piece.size(); i++) {
        int index = index(piece, i);
        long row = piece.rows()[i];
        if (row >= indices.length || indices[(int) row] != -1 || used[index]) {
          throw new InconsistentPeerException("assigned a row or a point twice, or too high a row");
        }
        indices[(int) row] = index;
        used[index] = true;
        count++;
      }
    }
    if (count != indices.length) {
      throw new InconsistentPeerException("assigned fewer rows than it announced");
    }
    return indices;
  }

  private int index(RowAssignment piece, int i) {
    int number = piece.pieces()[i];
    int position = piece.positions()[i];
    if (number >= own.pieces() || position >= own.sizeOf(number)) {
      throw new InconsistentPeerException("assigned a row to a point that was not sent");
    }
    return own.index(own.rank(number, position));
  }
}
