package dev.tributary.fl.spark.shards;

import dev.tributary.fl.data.BinnedBlock;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A {@link BinnedBlock} as bytes: rows, columns; per column feature, value bins, missing flag, then
 * its bins.
 */
public final class BinnedBlockFormat implements BlockFormat<BinnedBlock> {
  private static final long serialVersionUID = 1L;

  @Override
  public String kind() {
    return "binned-1";
  }

  @Override
  public void write(BinnedBlock block, DataOutputStream out) throws IOException {
    out.writeInt(block.rows());
    out.writeInt(block.columns());
    for (int c = 0; c < block.columns(); c++) {
      out.writeInt(block.feature(c));
      out.writeInt(block.valueBins(c));
      out.writeBoolean(block.hasMissing(c));
      out.write(block.bins(c));
    }
  }

  @Override
  public BinnedBlock read(DataInputStream in) throws IOException {
    int rows = in.readInt();
    int columns = in.readInt();
    if (rows < 0 || columns < 1) {
      throw new IOException("rows and columns must be positive, are " + rows + ", " + columns);
    }
    int[] features = new int[columns];
    int[] valueBins = new int[columns];
    boolean[] missing = new boolean[columns];
    byte[][] bins = new byte[columns][];
    for (int c = 0; c < columns; c++) {
      features[c] = in.readInt();
      valueBins[c] = in.readInt();
      missing[c] = in.readBoolean();
      bins[c] = new byte[rows];
      in.readFully(bins[c]);
    }
    return new BinnedBlock(features, valueBins, missing, bins);
  }
}
