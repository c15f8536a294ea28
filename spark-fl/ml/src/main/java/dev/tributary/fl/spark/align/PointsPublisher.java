package dev.tributary.fl.spark.align;

import static org.apache.spark.sql.functions.col;

import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.ExchangeSupplier;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.psi.EcdhPsi;
import dev.tributary.protocol.psi.MaskedPoints;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/** Sends own points, the same to every receiver; each task puts the pieces that it holds. */
final class PointsPublisher implements FlatMapFunction<Iterator<Row>, byte[]> {
  private static final long serialVersionUID = 1L;

  private final ExchangeSupplier exchange;
  private final ArrayList<StepAddress> steps;
  private final int pieces;

  private PointsPublisher(ExchangeSupplier exchange, List<StepAddress> steps, int pieces) {
    this.exchange = exchange;
    this.steps = new ArrayList<>(steps);
    this.pieces = pieces;
  }

  /**
   * Runs one job.
   *
   * @return the manifest of each message, which is visible once it is committed
   */
  static List<StepManifest> put(
      OwnPoints own, ExchangeSupplier exchange, Exchange driver, List<StepAddress> steps) {
    int pieces = own.pieces();
    List<byte[]> receipts =
        own.table()
            .select(MatchColumns.PIECE, MatchColumns.POINT)
            .repartition(pieces, col(MatchColumns.PIECE))
            .sortWithinPartitions(col(MatchColumns.PIECE), col(MatchColumns.POINT))
            .toJavaRDD()
            .mapPartitions(new PointsPublisher(exchange, steps, pieces))
            .collect();
    List<StepManifest> manifests = new ArrayList<>();
    for (int message = 0; message < steps.size(); message++) {
      manifests.add(manifest(driver, steps.get(message), message, receipts, own.sizes()));
    }
    return manifests;
  }

  private static StepManifest manifest(
      Exchange driver, StepAddress step, int message, List<byte[]> receipts, long[] sizes) {
    Map<Integer, PieceReceipt> byPiece = new TreeMap<>();
    for (byte[] bytes : receipts) {
      if (ReceiptBytes.message(bytes) == message) {
        PieceReceipt receipt = ReceiptBytes.receipt(bytes);
        byPiece.put(receipt.shard(), receipt);
      }
    }
    for (int piece = 0; piece < sizes.length; piece++) {
      if (sizes[piece] == 0) {
        byte[] empty = new MaskedPoints(new byte[0], piece, sizes.length).toBytes();
        byPiece.put(piece, driver.put(step.shard(piece), PayloadWriter.of(empty)));
      }
    }
    return new StepManifest(step, List.copyOf(byPiece.values()));
  }

  @Override
  public Iterator<byte[]> call(Iterator<Row> rows) {
    List<byte[]> receipts = new ArrayList<>();
    ByteArrayOutputStream points = new ByteArrayOutputStream();
    int piece = -1;
    while (rows.hasNext()) {
      Row row = rows.next();
      if (row.getInt(0) != piece) {
        put(piece, points, receipts);
        piece = row.getInt(0);
      }
      points.write((byte[]) row.get(1), 0, EcdhPsi.POINT_SIZE);
    }
    put(piece, points, receipts);
    return receipts.iterator();
  }

  private void put(int piece, ByteArrayOutputStream points, List<byte[]> receipts) {
    if (points.size() == 0) {
      return;
    }
    byte[] message = new MaskedPoints(points.toByteArray(), piece, pieces).toBytes();
    points.reset();
    for (int i = 0; i < steps.size(); i++) {
      PieceReceipt receipt =
          exchange.exchange().put(steps.get(i).shard(piece), PayloadWriter.of(message));
      receipts.add(ReceiptBytes.of(i, receipt));
    }
  }
}
