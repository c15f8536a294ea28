package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.data.SplitCandidate;
import dev.tributary.fl.training.Direction;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateOrder;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

/**
 * What a party's driver knows of its own blocks: features, bins and the meaning of candidate ids.
 * Holds no row.
 */
public final class MatrixLayout {
  private final List<BinnedBlock> headers;
  private final CandidateOrder order;

  private MatrixLayout(List<BinnedBlock> headers, CandidateOrder order) {
    this.headers = headers;
    this.order = order;
  }

  /** Reads the layout off the executors. */
  static MatrixLayout of(
      Shards<BinnedBlock> matrix,
      RowOrder rows,
      Function<CandidateLayout, CandidateOrder> numbering) {
    List<BinnedBlock> headers = new ArrayList<>();
    if (matrix.count() > 0) {
      for (int[] header : matrix.map((shard, block, context) -> describe(block))) {
        headers.add(header(header, rows.rows()));
      }
    }
    int[] candidates = headers.stream().mapToInt(BinnedBlock::candidates).toArray();
    return new MatrixLayout(headers, numbering.apply(new CandidateLayout(candidates)));
  }

  CandidateOrder order() {
    return order;
  }

  CandidateLayout layout() {
    return order.layout();
  }

  /** What a candidate id means. */
  Located locate(int id) {
    int block = layout().blockOf(id);
    int number = order.naturalNumbers(block)[id - layout().offset(block)];
    SplitCandidate candidate = SplitCandidate.of(headers.get(block), number);
    return new Located(block, candidate, headers.get(block).feature(candidate.column()));
  }

  /**
   * The candidates of drawn features.
   *
   * @param drawn by feature number
   */
  CandidateSet active(boolean[] drawn) {
    BitSet members = new BitSet(layout().total());
    for (int b = 0; b < headers.size(); b++) {
      BinnedBlock header = headers.get(b);
      int[] ids = order.localIds(b);
      int natural = 0;
      for (int column = 0; column < header.columns(); column++) {
        for (int i = 0; i < header.candidates(column); i++, natural++) {
          if (drawn[header.feature(column)]) {
            members.set(layout().offset(b) + ids[natural]);
          }
        }
      }
    }
    return CandidateSet.of(layout().total(), members);
  }

  /**
   * Directions of the thresholds of monotone features.
   *
   * @param columns that this is the layout of
   */
  CandidateDirections directions(PartyColumns columns) {
    BitSet increasing = new BitSet(layout().total());
    BitSet decreasing = new BitSet(layout().total());
    for (int b = 0; b < headers.size() && !columns.monotone().isEmpty(); b++) {
      BinnedBlock header = headers.get(b);
      int[] ids = order.localIds(b);
      int natural = 0;
      for (int column = 0; column < header.columns(); column++) {
        String name = columns.cuts().names().get(header.feature(column));
        Direction direction = columns.monotone().get(name);
        for (int i = 0; i < header.candidates(column); i++, natural++) {
          boolean missingApart = header.hasMissing(column) && i == header.valueBins(column) - 1;
          if (direction != null && !missingApart) {
            (direction == Direction.INCREASING ? increasing : decreasing)
                .set(layout().offset(b) + ids[natural]);
          }
        }
      }
    }
    int total = layout().total();
    return new CandidateDirections(
        CandidateSet.of(total, increasing), CandidateSet.of(total, decreasing));
  }

  public static int[] describe(BinnedBlock block) {
    int[] header = new int[1 + 3 * block.columns()];
    header[0] = block.rows();
    for (int c = 0; c < block.columns(); c++) {
      header[3 * c + 1] = block.feature(c);
      header[3 * c + 2] = block.valueBins(c);
      header[3 * c + 3] = block.hasMissing(c) ? 1 : 0;
    }
    return header;
  }

  private static BinnedBlock header(int[] header, int rows) {
    if (header[0] != rows) {
      throw FederationException.user(
          "a feature block has %d rows but the aligned data has %d; bin the aligned rows again",
          header[0], rows);
    }
    int columns = (header.length - 1) / 3;
    int[] features = new int[columns];
    int[] valueBins = new int[columns];
    boolean[] missing = new boolean[columns];
    for (int c = 0; c < columns; c++) {
      features[c] = header[3 * c + 1];
      valueBins[c] = header[3 * c + 2];
      missing[c] = header[3 * c + 3] != 0;
    }
    return new BinnedBlock(features, valueBins, missing, new byte[columns][0]);
  }

  /**
   * @param block shard that holds the column
   * @param candidate within the block
   * @param feature the party's feature number
   */
  public record Located(int block, SplitCandidate candidate, int feature) {}
}
