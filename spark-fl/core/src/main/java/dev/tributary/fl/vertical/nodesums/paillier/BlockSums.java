package dev.tributary.fl.vertical.nodesums.paillier;

import dev.tributary.crypto.paillier.PaillierAccumulator;
import dev.tributary.crypto.random.SecureSource;
import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.ShardContext;
import dev.tributary.fl.vertical.nodesums.ActiveColumns;
import dev.tributary.fl.vertical.nodesums.CandidateOrder;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Encrypted left sums of one block: bin by bin, prefix-added within a column, then placed under
 * their opaque ids. Cell {@code id * cellsPerCandidate + cell} of {@link #candidates}.
 */
final class BlockSums {
  private final BinnedBlock block;
  private final EncryptedLevel level;
  private final int[] localIds;
  private final int offset;
  private final CandidateSet active;
  private final int cells;
  private final int size;
  private final PaillierAccumulator candidates;

  BlockSums(
      BinnedBlock block,
      EncryptedLevel level,
      CandidateOrder order,
      int shard,
      CandidateSet active) {
    this.block = block;
    this.level = level;
    this.localIds = order.localIds(shard);
    this.offset = order.layout().offset(shard);
    this.active = active;
    this.cells = level.shape().cellsPerCandidate();
    this.size = level.key().ciphertextLongs();
    this.candidates =
        new PaillierAccumulator(level.key(), Math.multiplyExact(block.candidates(), cells));
    sum();
  }

  private void sum() {
    boolean[] columns = ActiveColumns.of(block, localIds, offset, active);
    int natural = 0;
    for (int column = 0; column < block.columns(); column++) {
      if (columns[column]) {
        sumColumn(column, natural);
      }
      natural += block.candidates(column);
    }
  }

  /** Bin sums at {@code bin * cells + cell}, turned into left sums in place. */
  private void sumColumn(int column, int firstNatural) {
    PaillierAccumulator bins =
        new PaillierAccumulator(level.key(), block.totalBins(column) * cells);
    addRows(block.bins(column), bins);
    int valueBins = block.valueBins(column);
    boolean missing = block.hasMissing(column);
    int right = missing ? valueBins : valueBins - 1;
    for (int cell = 0; cell < cells; cell++) {
      for (int threshold = 0; threshold < right; threshold++) {
        int at = threshold * cells + cell;
        if (threshold > 0) {
          bins.addCells(at, at - cells);
        }
        copy(bins, at, localIds[firstNatural + threshold] * cells + cell);
      }
      if (missing) {
        int missingCell = valueBins * cells + cell;
        addMissing(bins, missingCell, firstNatural + right, cell, valueBins - 1);
      }
    }
  }

  /** Candidates that send missing values left: the left sum plus the missing bin. */
  private void addMissing(
      PaillierAccumulator bins, int missingCell, int firstNatural, int cell, int thresholds) {
    for (int threshold = 0; threshold < thresholds; threshold++) {
      int from = threshold * cells + cell;
      bins.addCells(from, missingCell);
      copy(bins, from, localIds[firstNatural + threshold] * cells + cell);
    }
  }

  private void addRows(byte[] column, PaillierAccumulator bins) {
    for (int s = 0; s < level.streams().size(); s++) {
      EncryptedRows stream = level.streams().get(s);
      int[] rows = stream.rows();
      short[] cellOfRow = level.cellOfRow() == null ? null : level.cellOfRow()[s];
      for (int i = 0; i < rows.length; i++) {
        int cell = cellOfRow == null ? s : cellOfRow[rows[i]];
        if (cell >= 0) {
          bins.add((column[rows[i]] & 0xff) * cells + cell, stream.ciphertexts(), i);
        }
      }
    }
  }

  private void copy(PaillierAccumulator from, int fromCell, int toCell) {
    System.arraycopy(from.cells(), fromCell * size, candidates.cells(), toCell * size, size);
  }

  /** Packs and randomises the cells of active candidates. */
  CellsMessage reply(SecureSource source, ShardContext context) {
    CellShape shape = level.shape();
    int[] chosen = new int[Math.multiplyExact(block.candidates(), cells)];
    int count = 0;
    for (int local = 0; local < block.candidates(); local++) {
      if (active.contains(offset + local)) {
        for (int cell = 0; cell < cells; cell++) {
          chosen[count++] = local * cells + cell;
        }
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int from = 0; from < count; from += shape.cellsPerCiphertext()) {
      int to = Math.min(count, from + shape.cellsPerCiphertext());
      out.writeBytes(
          candidates.exportPacked(
              Arrays.copyOfRange(chosen, from, to),
              shape.cellBits(),
              level.runKey().randomizer(context),
              source));
    }
    return new CellsMessage(out.toByteArray());
  }
}
