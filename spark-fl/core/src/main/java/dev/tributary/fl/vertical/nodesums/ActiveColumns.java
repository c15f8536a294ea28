package dev.tributary.fl.vertical.nodesums;

import dev.tributary.fl.data.BinnedBlock;

/** Which columns of a block have active candidates; columns are drawn whole. */
public final class ActiveColumns {
  private ActiveColumns() {}

  /**
   * @param localIds id within the block of each natural candidate number
   * @param offset first candidate id of the block
   */
  public static boolean[] of(BinnedBlock block, int[] localIds, int offset, CandidateSet active) {
    boolean[] columns = new boolean[block.columns()];
    int natural = 0;
    for (int column = 0; column < columns.length; column++) {
      int candidates = block.candidates(column);
      columns[column] = candidates > 0 && active.contains(offset + localIds[natural]);
      natural += candidates;
    }
    return columns;
  }
}
