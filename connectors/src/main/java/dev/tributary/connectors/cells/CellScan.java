package dev.tributary.connectors.cells;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;

/** One pass over all rows that looks at every cell; a result per task is merged in a tree. */
final class CellScan {
  /** Every whole number below this one is a double; this one may be the next one, rounded. */
  private static final double EXACT = 1L << 53;

  private final CellReading reading;
  private final int[] ids;
  private final int label;
  private final DataType labelType;
  private long rows;
  private final ColumnTallies columns;
  private final LabelWords labels = new LabelWords();
  private final LabelWords marked = new LabelWords();

  private CellScan(CellReading reading, int[] ids, int label, DataType labelType) {
    this.reading = reading;
    this.ids = ids;
    this.label = label;
    this.labelType = labelType;
    columns = new ColumnTallies(reading.width());
  }

  long rows() {
    return rows;
  }

  /** Of key columns only what is unreadable. */
  ColumnTallies columns() {
    return columns;
  }

  LabelWords labels() {
    return labels;
  }

  /** Cells of the label that markers of missing values make none. */
  LabelWords marked() {
    return marked;
  }

  /**
   * @param rows in the order of the reading's columns
   * @param ids places of the parts of ids, which say whose cell it is
   * @param label place of the label, or -1
   * @param labelType its type in the source, or null
   */
  static CellScan of(
      JavaRDD<InternalRow> rows, CellReading reading, int[] ids, int label, DataType labelType) {
    if (rows.getNumPartitions() == 0) {
      return new CellScan(reading, ids, label, labelType);
    }
    int width = reading.width();
    byte[] merged =
        rows.mapPartitions(
                some ->
                    List.of(new CellScan(reading, ids, label, labelType).look(some).bytes())
                        .iterator())
            .treeReduce((one, other) -> read(one, width).merge(read(other, width)).bytes());
    return read(merged, width);
  }

  private CellScan look(Iterator<InternalRow> some) {
    KeyCell[] keys = reading.keys();
    NumberCell[] numbers = reading.numbers();
    while (some.hasNext()) {
      InternalRow row = some.next();
      rows++;
      for (int c = 0; c < numbers.length; c++) {
        if (numbers[c] == null) {
          String text = keys[c].unreadable(row, c);
          if (text != null) {
            columns.addBad(c, 1, text, "");
          }
          continue;
        }
        double value = numbers[c].number(row, c);
        String bad = Double.isNaN(value) ? numbers[c].unreadable(row, c) : null;
        if (!Double.isNaN(value)) {
          columns.add(c, value);
          if (Math.abs(value) >= EXACT && numbers[c].rounds(row, c, value)) {
            columns.addRounded(c, 1, numbers[c].text(row, c));
          }
        } else if (bad != null) {
          columns.addBad(c, 1, bad, id(row));
        }
        if (c == label) {
          String word = CellText.of(row, label, labelType);
          if (bad != null || !Double.isNaN(value)) {
            labels.add(word, 1);
          } else if (holds(word)) {
            marked.add(word, 1);
          }
        }
      }
    }
    return this;
  }

  /** Whether a cell is neither empty nor NaN, so that nothing but a marker can make it missing. */
  private static boolean holds(String text) {
    try {
      return !Double.isNaN(NumberText.any(text));
    } catch (NumberFormatException e) {
      return !text.isEmpty();
    }
  }

  private String id(InternalRow row) {
    List<String> parts = new ArrayList<>();
    for (int k : ids) {
      Object part = reading.keys()[k].part(row, k);
      parts.add(part == null ? "none" : part.toString());
    }
    return String.join(", ", parts);
  }

  private CellScan merge(CellScan other) {
    rows += other.rows;
    columns.merge(other.columns);
    labels.merge(other.labels);
    marked.merge(other.marked);
    return this;
  }

  private byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(rows);
      columns.write(out);
      labels.write(out);
      marked.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static CellScan read(byte[] bytes, int width) {
    CellReading none =
        new CellReading(new String[width], new KeyCell[width], new NumberCell[width]);
    CellScan scan = new CellScan(none, new int[0], -1, null);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      scan.rows = in.readLong();
      scan.columns.read(in);
      scan.labels.read(in);
      scan.marked.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return scan;
  }
}
