package dev.tributary.fl.spark.align;

import static org.apache.spark.sql.functions.col;

import dev.tributary.fl.align.PsiDialogue;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.ExchangeSupplier;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.psi.EcdhPsi;
import dev.tributary.protocol.psi.InconsistentPeerException;
import dev.tributary.protocol.psi.RowAssignment;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Sends a feature party the row numbers of its points, one piece per task. */
final class RowsPublisher implements Function2<Integer, Iterator<Row>, Iterator<byte[]>> {
  private static final long serialVersionUID = 1L;

  private final ExchangeSupplier exchange;
  private final StepAddress step;
  private final StepAddress tokens;

  private RowsPublisher(ExchangeSupplier exchange, StepAddress step, StepAddress tokens) {
    this.exchange = exchange;
    this.step = step;
    this.tokens = tokens;
  }

  /**
   * @param numbered rows with the feature party's piece and position
   * @param count number of rows
   * @param feature place of the feature party among the feature parties
   */
  static void publish(
      Dataset<Row> numbered,
      long count,
      int feature,
      PsiDialogue dialogue,
      ExchangeSupplier exchange) {
    PartyId party = dialogue.session().featureParties().get(feature);
    StepAddress step = dialogue.rowsTo(party);
    String piece = MatchColumns.pieceOf(feature);
    String position = MatchColumns.positionOf(feature);
    List<byte[]> receipts =
        numbered
            .select(col(piece), col(position), col(AlignedRows.ROW))
            .repartition(EcdhPsi.pieces(count), col(piece), col(position))
            .sortWithinPartitions(col(piece), col(position))
            .toJavaRDD()
            .mapPartitionsWithIndex(
                new RowsPublisher(exchange, step, dialogue.tokensFrom(party)), false)
            .collect();
    Exchange driver = dialogue.session().exchange();
    driver.commit(new StepManifest(step, receipts.stream().map(ReceiptBytes::receipt).toList()));
  }

  @Override
  public Iterator<byte[]> call(Integer piece, Iterator<Row> rows) {
    List<Row> all = new ArrayList<>();
    rows.forEachRemaining(all::add);
    RowAssignment assignment =
        PsiDialogue.checked(
            tokens,
            () -> {
              requireDistinct(all);
              return new RowAssignment(
                  all.stream().mapToInt(row -> row.getInt(0)).toArray(),
                  all.stream().mapToInt(row -> row.getInt(1)).toArray(),
                  all.stream().mapToLong(row -> row.getLong(2)).toArray());
            });
    return List.of(
            ReceiptBytes.of(
                0,
                exchange.exchange().put(step.shard(piece), PayloadWriter.of(assignment.toBytes()))))
        .iterator();
  }

  /** Two rows of one point mean that its owner answered two different points alike. */
  private static void requireDistinct(List<Row> rows) {
    for (int i = 1; i < rows.size(); i++) {
      if (rows.get(i).getInt(0) == rows.get(i - 1).getInt(0)
          && rows.get(i).getInt(1) == rows.get(i - 1).getInt(1)) {
        throw new InconsistentPeerException("answered two different points alike");
      }
    }
  }
}
