package dev.tributary.fl.vertical.nodesums.paillier;

import dev.tributary.crypto.encoding.PairPacking;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Consecutive training rows to encrypt, at the label party's executors: the plaintext of a row is
 * {@code sum_k (g_k, h_k) << (slot_k * pairBits)} over the classes {@code k} with a slot.
 */
final class RowSlice implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int firstRow;
  private final int rows;
  private final BitSet present;
  private final int[][] gradients;
  private final int[][] hessians;
  private final short[][] slots;

  /**
   * @param present rows of the slice that are encrypted at all
   * @param gradients {@code [class][row of the slice]}
   * @param hessians the same
   * @param slots pair within the plaintext or -1, the same; null for pair 0 everywhere
   */
  RowSlice(
      int firstRow,
      int rows,
      BitSet present,
      int[][] gradients,
      int[][] hessians,
      short[][] slots) {
    this.firstRow = firstRow;
    this.rows = rows;
    this.present = present;
    this.gradients = gradients;
    this.hessians = hessians;
    this.slots = slots;
  }

  int firstRow() {
    return firstRow;
  }

  int rows() {
    return rows;
  }

  BitSet present() {
    return present;
  }

  /** Plaintexts of the present rows in order. */
  List<BigInteger> plaintexts(PairPacking packing) {
    List<BigInteger> plaintexts = new ArrayList<>();
    for (int row = present.nextSetBit(0); row >= 0; row = present.nextSetBit(row + 1)) {
      plaintexts.add(plaintext(packing, row));
    }
    return plaintexts;
  }

  private BigInteger plaintext(PairPacking packing, int row) {
    BigInteger sum = BigInteger.ZERO;
    for (int k = 0; k < gradients.length; k++) {
      int slot = slots == null ? 0 : slots[k][row];
      if (slot >= 0) {
        BigInteger pair = packing.encode(gradients[k][row], hessians[k][row]);
        sum = sum.add(pair.shiftLeft(slot * packing.pairBits()));
      }
    }
    return sum;
  }
}
