package dev.tributary.fl.spark.align;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.tributary.crypto.ec.MaskingKey;
import dev.tributary.protocol.psi.EcdhPsi;
import dev.tributary.protocol.psi.IdDefect;
import dev.tributary.protocol.psi.IdErrors;
import dev.tributary.protocol.psi.IdNormalization;
import java.util.EnumMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A party's masked ids, laid out once as files and read from there: id columns, {@link
 * MatchColumns#PIECE}, {@link MatchColumns#POINT}, {@link MatchColumns#POSITION}, {@link
 * MatchColumns#REPEATED}. Masking is the costly part and happens once, before the shuffle that
 * sorts by masked value.
 */
final class OwnPoints {
  private final Dataset<Row> table;
  private final long[] sizes;

  private OwnPoints(Dataset<Row> table, long[] sizes) {
    this.table = table;
    this.sizes = sizes;
  }

  /**
   * Masks the ids of a source and checks them.
   *
   * @param directory receives the files
   * @throws dev.tributary.protocol.FederationException USER for null, blank or repeated ids or none
   */
  static OwnPoints lay(Dataset<Row> source, IdColumns ids, MaskingKey key, String directory) {
    Dataset<Row> rows = source.select(ids.columns());
    long count = rows.count();
    if (count == 0) {
      throw IdErrors.none();
    }
    int pieces = EcdhPsi.pieces(count);
    StructType masked =
        ids.schema()
            .add(MatchColumns.PIECE, DataTypes.IntegerType)
            .add(MatchColumns.POINT, DataTypes.BinaryType);
    StructType numbered =
        masked
            .add(MatchColumns.POSITION, DataTypes.IntegerType)
            .add(MatchColumns.REPEATED, DataTypes.BooleanType);
    rows.repartition(pieces, ids.columns())
        .mapPartitions(new MaskTask(key, ids, pieces), Encoders.row(masked))
        .repartition(pieces, col(MatchColumns.PIECE))
        .sortWithinPartitions(col(MatchColumns.PIECE), col(MatchColumns.POINT))
        .mapPartitions(new PositionTask(), Encoders.row(numbered))
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(directory);
    Dataset<Row> table = source.sparkSession().read().schema(numbered).parquet(directory);
    return new OwnPoints(table, check(table, pieces, ids.normalization()));
  }

  Dataset<Row> table() {
    return table;
  }

  /** Number of points in every piece. */
  long[] sizes() {
    return sizes.clone();
  }

  int pieces() {
    return sizes.length;
  }

  long count() {
    long sum = 0;
    for (long size : sizes) {
      sum += size;
    }
    return sum;
  }

  private static long[] check(Dataset<Row> table, int pieces, IdNormalization normalization) {
    long[] sizes = new long[pieces];
    long repeated = 0;
    long rows = 0;
    Map<IdDefect, Long> defects = new EnumMap<>(IdDefect.class);
    for (Row row :
        table
            .groupBy(col(MatchColumns.PIECE))
            .agg(functions.count(lit(1)), sum(col(MatchColumns.REPEATED).cast(DataTypes.LongType)))
            .collectAsList()) {
      int piece = row.getInt(0);
      rows += row.getLong(1);
      repeated += row.getLong(2);
      if (piece < 0) {
        defects.put(IdDefect.of(-piece), row.getLong(1));
      } else {
        sizes[piece] = row.getLong(1);
      }
    }
    if (!defects.isEmpty()) {
      throw IdErrors.defective(defects);
    }
    if (repeated > 0) {
      throw IdErrors.repeated(rows, repeated, "", normalization);
    }
    return sizes;
  }
}
