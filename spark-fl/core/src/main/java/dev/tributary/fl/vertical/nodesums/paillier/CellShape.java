package dev.tributary.fl.vertical.nodesums.paillier;

import dev.tributary.crypto.encoding.PairPacking;
import dev.tributary.fl.training.GradientPairs;
import java.io.Serializable;

/**
 * What one encrypted cell of a level holds and how cells share a reply. Both sides derive it from
 * public sizes.
 *
 * <p>Revealed: a cell is one channel's pair (g, h). Hidden: a cell holds up to {@code
 * pairsPerPlaintext} channels side by side, so that channel {@code c} is pair {@code c %
 * pairsPerCell} of cell {@code c / pairsPerCell}.
 *
 * @param keyBits Paillier modulus
 * @param trainingRows most summands
 * @param channels of the level
 * @param pairsPerCell pairs in a cell
 */
record CellShape(int keyBits, int trainingRows, int channels, int pairsPerCell)
    implements Serializable {
  static CellShape of(int keyBits, int trainingRows, int channels, MembershipMode membership) {
    int most = packing(keyBits, trainingRows).pairsPerPlaintext();
    int pairs = membership == MembershipMode.REVEALED ? 1 : Math.min(most, channels);
    return new CellShape(keyBits, trainingRows, channels, pairs);
  }

  /** Slots for sums of all training rows. */
  static PairPacking packing(int keyBits, int trainingRows) {
    return new PairPacking(keyBits, trainingRows, GradientPairs.LIMIT);
  }

  PairPacking packing() {
    return packing(keyBits, trainingRows);
  }

  /** Cells of a candidate. */
  int cellsPerCandidate() {
    return (channels + pairsPerCell - 1) / pairsPerCell;
  }

  int cellBits() {
    return pairsPerCell * packing().pairBits();
  }

  int cellsPerCiphertext() {
    return packing().pairsPerPlaintext() / pairsPerCell;
  }

  /** Ciphertexts that carry the cells of {@code candidates} candidates. */
  int ciphertexts(int candidates) {
    long cells = (long) candidates * cellsPerCandidate();
    return Math.toIntExact((cells + cellsPerCiphertext() - 1) / cellsPerCiphertext());
  }
}
