package dev.tributary.fl.spark.align;

import dev.tributary.protocol.psi.IdDefect;
import dev.tributary.protocol.psi.IdEncoding;
import dev.tributary.protocol.psi.IdNormalization;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Ids to what is compared of them: digests of the id and of its folded spelling, and its letters.
 */
final class IdMarks implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  /** 0, or the code of a defect times {@link #PARTS} plus the number of the part. */
  static final String DEFECT = "psi_defect";

  static final String FOLDED_HIGH = "psi_folded_high";
  static final String FOLDED_LOW = "psi_folded_low";
  static final String HIGH = "psi_id_high";
  static final String LOW = "psi_id_low";
  static final String LETTERS = "psi_letters";
  static final String TEXT = "psi_text";

  /** Bits of the shapes that the id's parts have, by {@link IdShape#bit}. */
  static final String SHAPES = "psi_shapes";

  /** Number of digits of an id that is nothing else, otherwise 0. */
  static final String DIGITS = "psi_digits";

  /** More parts than an id has. */
  static final int PARTS = 256;

  /** Bits of {@link #LETTERS}. */
  static final int ANY = 1;

  static final int UPPER = 2;
  static final int LOWER = 4;
  static final int SPACED = 8;

  static final StructType SCHEMA =
      new StructType()
          .add(DEFECT, DataTypes.IntegerType, false)
          .add(FOLDED_HIGH, DataTypes.LongType, false)
          .add(FOLDED_LOW, DataTypes.LongType, false)
          .add(HIGH, DataTypes.LongType, false)
          .add(LOW, DataTypes.LongType, false)
          .add(LETTERS, DataTypes.IntegerType, false)
          .add(TEXT, DataTypes.StringType, false)
          .add(SHAPES, DataTypes.IntegerType, false)
          .add(DIGITS, DataTypes.IntegerType, false);

  private static final int SHOWN = 60;

  private final IdColumns ids;
  private final IdNormalization normalization;

  IdMarks(IdColumns ids, IdNormalization normalization) {
    this.ids = ids;
    this.normalization = normalization;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    MessageDigest sha256 = sha256();
    return MaskTask.stream(rows).map(row -> mark(sha256, row)).iterator();
  }

  private Row mark(MessageDigest sha256, Row row) {
    List<Object> parts = ids.parts(row);
    String text = ids.text(row);
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    IdDefect defect = IdEncoding.defect(parts);
    if (defect != null) {
      return defective(defect, part(parts), shown);
    }
    for (int p = 0; p < parts.size(); p++) {
      if (IdShape.unseen(IdEncoding.text(parts.get(p)))) {
        return defective(IdDefect.BLANK, p, shown);
      }
    }
    ByteBuffer id = ByteBuffer.wrap(sha256.digest(IdEncoding.encode(parts)));
    List<String> folded = parts.stream().map(IdMarks::folded).toList();
    // An id of nothing but what folding removes stays itself.
    ByteBuffer spelling =
        folded.contains("")
            ? id.duplicate()
            : ByteBuffer.wrap(sha256.digest(IdEncoding.encode(folded)));
    return RowFactory.create(
        0,
        spelling.getLong(),
        spelling.getLong(),
        id.getLong(),
        id.getLong(),
        letters(parts),
        shown,
        shapes(parts) | exponents(row),
        digits(parts));
  }

  private static Row defective(IdDefect defect, int part, String shown) {
    return RowFactory.create(defect.code() * PARTS + part, 0L, 0L, 0L, 0L, 0, shown, 0, 0);
  }

  /** Numbers have none: how a source writes them is not how they are compared. */
  private static int shapes(List<Object> parts) {
    int bits = 0;
    for (Object part : parts) {
      if (part instanceof String) {
        bits |= IdShape.bits(IdEncoding.text(part));
      }
    }
    return bits;
  }

  /** As the source has them: an agreed step may make other digits of the exponent's. */
  private static int exponents(Row row) {
    for (int p = 0; p < row.length(); p++) {
      if (row.get(p) instanceof String text && IdShape.EXPONENT.fits(text.strip())) {
        return IdShape.EXPONENT.bit();
      }
    }
    return 0;
  }

  private static int digits(List<Object> parts) {
    return parts.size() == 1
            && parts.get(0) instanceof String
            && IdShape.digits(IdEncoding.text(parts.get(0)))
        ? IdEncoding.text(parts.get(0)).length()
        : 0;
  }

  /** The first part with a defect. */
  private static int part(List<Object> parts) {
    int part = 0;
    while (part < parts.size() - 1
        && (parts.get(part) != null && IdEncoding.defect(parts.subList(part, part + 1)) == null)) {
      part++;
    }
    return part;
  }

  private static String folded(Object part) {
    return Normalizer.normalize(String.valueOf(part), Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .replaceAll("\\s+", "");
  }

  /** The letter of an exponent is none that somebody chose. */
  private int letters(List<Object> parts) {
    int bits = 0;
    for (int p = 0; p < parts.size(); p++) {
      if (!(parts.get(p) instanceof String text) || IdShape.EXPONENT.fits(text.strip())) {
        continue;
      }
      String inner = text.strip();
      boolean counts = !normalization.settlesCase(p);
      for (int i = 0; i < inner.length(); i++) {
        char c = inner.charAt(i);
        if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
          bits |= SPACED;
        } else if (counts && Character.isUpperCase(c)) {
          bits |= ANY | UPPER;
        } else if (counts && Character.isLowerCase(c)) {
          bits |= ANY | LOWER;
        }
      }
    }
    return bits;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
