package dev.tributary.fl.spark.align;

import dev.tributary.crypto.ec.MaskingKey;
import dev.tributary.protocol.psi.EcdhPsi;
import dev.tributary.protocol.psi.IdDefect;
import dev.tributary.protocol.psi.IdEncoding;
import dev.tributary.protocol.psi.PointMasker;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Id columns to id columns, piece and masked point. A defective id gets no point and the piece
 * {@code -code} of its {@link IdDefect}, so that the driver can report all of them at once.
 */
final class MaskTask implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final MaskingKey key;
  private final IdColumns ids;
  private final int pieces;

  MaskTask(MaskingKey key, IdColumns ids, int pieces) {
    this.key = key;
    this.ids = ids;
    this.pieces = pieces;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    PointMasker masker = new PointMasker(key);
    return stream(rows).map(row -> mask(masker, row)).iterator();
  }

  private Row mask(PointMasker masker, Row row) {
    List<Object> parts = ids.parts(row);
    IdDefect defect = IdEncoding.defect(parts);
    byte[] point = defect == null ? masker.mask(IdEncoding.encode(parts)) : null;
    Object[] out = new Object[ids.count() + 2];
    for (int i = 0; i < ids.count(); i++) {
      out[i] = row.get(i);
    }
    out[ids.count()] = defect == null ? EcdhPsi.pieceOf(point, 0, pieces) : -defect.code();
    out[ids.count() + 1] = point;
    return RowFactory.create(out);
  }

  /** The iterator as a lazy stream. */
  static <T> Stream<T> stream(Iterator<T> iterator) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED), false);
  }
}
