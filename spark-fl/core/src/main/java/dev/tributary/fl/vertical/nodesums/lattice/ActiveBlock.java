package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.vertical.nodesums.ActiveColumns;
import dev.tributary.fl.vertical.nodesums.CandidateOrder;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.protocol.linearmap.LeftSums;
import dev.tributary.protocol.linearmap.MapRows;

/**
 * The part of a feature block that takes part in a round: whole columns, with their candidates in
 * the order of their ids.
 */
final class ActiveBlock {
  private final byte[][] columns;
  private final MapRows mapRows;
  private final int[] ids;

  private ActiveBlock(byte[][] columns, MapRows mapRows, int[] ids) {
    this.columns = columns;
    this.mapRows = mapRows;
    this.ids = ids;
  }

  /** All columns of a block that have candidates. */
  static ActiveBlock all(BinnedBlock block, CandidateOrder order, int shard) {
    return of(block, order, shard, CandidateSet.all(order.layout().total()));
  }

  /** The columns whose candidates are active. */
  static ActiveBlock of(BinnedBlock block, CandidateOrder order, int shard, CandidateSet active) {
    int[] localIds = order.localIds(shard);
    boolean[] members = ActiveColumns.of(block, localIds, order.layout().offset(shard), active);
    int count = 0;
    for (boolean member : members) {
      count += member ? 1 : 0;
    }
    byte[][] columns = new byte[count][];
    int[] valueBins = new int[count];
    boolean[] missing = new boolean[count];
    int[] numberOfId = new int[localIds.length];
    int natural = 0;
    int part = 0;
    int at = 0;
    for (int c = 0; c < members.length; c++) {
      if (members[c]) {
        columns[at] = block.bins(c);
        valueBins[at] = block.valueBins(c);
        missing[at++] = block.hasMissing(c);
      }
      for (int i = 0; i < block.candidates(c); i++) {
        numberOfId[localIds[natural++]] = members[c] ? part++ : -1;
      }
    }
    int[] ids = new int[part];
    int[] numbers = new int[part];
    int row = 0;
    for (int id = 0; id < numberOfId.length; id++) {
      if (numberOfId[id] >= 0) {
        ids[row] = id;
        numbers[row++] = numberOfId[id];
      }
    }
    MapRows rows = count == 0 ? null : new LeftSums(valueBins, missing, numbers);
    return new ActiveBlock(columns, rows, ids);
  }

  /** Whether there is no candidate. */
  boolean isEmpty() {
    return ids.length == 0;
  }

  /** The part's candidates by their place in the block. */
  int[] ids() {
    return ids;
  }

  /** Bins of the columns, by row. */
  byte[][] columns() {
    return columns;
  }

  /** Rows of the map that the part makes; not for an empty one. */
  MapRows mapRows() {
    return mapRows;
  }

  /** Keeps the part's rows of a matrix with one row a candidate of the block. */
  WordMatrix rows(WordMatrix all) {
    if (ids.length == all.rows()) {
      return all;
    }
    WordMatrix kept = new WordMatrix(all.set(), ids.length, all.columns());
    for (int row = 0; row < ids.length; row++) {
      for (int c = 0; c < all.columns(); c++) {
        kept.add(row, c, all.centred(ids[row], c));
      }
    }
    return kept;
  }
}
