package dev.tributary.fl.spark.align;

import dev.tributary.crypto.ec.MaskingKey;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.ExchangeSupplier;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.psi.MatchTokens;
import dev.tributary.protocol.psi.RowAssignment;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Received messages as tables, one task per piece. */
final class PieceTables {
  private static final StructType TOKENS =
      new StructType()
          .add(MatchColumns.HIGH, DataTypes.LongType, false)
          .add(MatchColumns.LOW, DataTypes.LongType, false);

  private final SparkSession spark;
  private final ExchangeSupplier exchange;

  PieceTables(SparkSession spark, ExchangeSupplier exchange) {
    this.spark = spark;
    this.exchange = exchange;
  }

  /** A peer's points masked again: token, piece and position under the given names. */
  Dataset<Row> maskedAgain(StepManifest points, MaskingKey key, String piece, String position) {
    PieceReader reader = new PieceReader(exchange, points);
    return table(reader, tokenSchema(piece, position), p -> rows(p, reader.maskAgain(p, key)));
  }

  /** A peer's tokens for own points, whose pieces have the given sizes. */
  Dataset<Row> tokens(StepManifest tokens, long[] sizes) {
    PieceReader reader = new PieceReader(exchange, tokens);
    return table(
        reader,
        tokenSchema(MatchColumns.PIECE, MatchColumns.POSITION),
        p -> rows(p, reader.tokens(p, (int) sizes[p])));
  }

  /** Row numbers for own points. */
  Dataset<Row> assignments(StepManifest rows) {
    PieceReader reader = new PieceReader(exchange, rows);
    StructType schema =
        new StructType()
            .add(MatchColumns.PIECE, DataTypes.IntegerType, false)
            .add(MatchColumns.POSITION, DataTypes.IntegerType, false)
            .add(AlignedRows.ROW, DataTypes.LongType, false);
    return table(reader, schema, p -> rows(reader.rows(p)));
  }

  /** Masks a peer's points again and sends them back as tokens, piece by piece. */
  void answer(StepManifest points, MaskingKey key, StepAddress reply, Exchange driver) {
    PieceReader reader = new PieceReader(exchange, points);
    ExchangeSupplier supplier = exchange;
    Function<Long, byte[]> task =
        piece -> {
          int p = piece.intValue();
          byte[] message = reader.maskAgain(p, key).toBytes();
          return ReceiptBytes.of(
              0, supplier.exchange().put(reply.shard(p), PayloadWriter.of(message)));
        };
    List<byte[]> receipts = pieces(reader).toJavaRDD().map(task).collect();
    driver.commit(new StepManifest(reply, receipts.stream().map(ReceiptBytes::receipt).toList()));
  }

  private Dataset<Row> table(PieceReader reader, StructType schema, PieceRows rows) {
    FlatMapFunction<Long, Row> task = piece -> rows.of(piece.intValue());
    return spark.createDataFrame(pieces(reader).toJavaRDD().flatMap(task), schema);
  }

  private Dataset<Long> pieces(PieceReader reader) {
    return spark.range(0, reader.pieces(), 1, reader.pieces()).as(Encoders.LONG());
  }

  private static StructType tokenSchema(String piece, String position) {
    return TOKENS
        .add(piece, DataTypes.IntegerType, false)
        .add(position, DataTypes.IntegerType, false);
  }

  private static Iterator<Row> rows(int piece, MatchTokens tokens) {
    return IntStream.range(0, tokens.size())
        .mapToObj(i -> RowFactory.create(tokens.high(i), tokens.low(i), piece, i))
        .iterator();
  }

  private static Iterator<Row> rows(RowAssignment assigned) {
    return IntStream.range(0, assigned.size())
        .mapToObj(
            i ->
                RowFactory.create(
                    assigned.pieces()[i], assigned.positions()[i], assigned.rows()[i]))
        .iterator();
  }

  /** The rows of one piece. */
  @FunctionalInterface
  private interface PieceRows extends Serializable {
    Iterator<Row> of(int piece);
  }
}
