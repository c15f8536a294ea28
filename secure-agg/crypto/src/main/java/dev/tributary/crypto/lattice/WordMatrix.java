package dev.tributary.crypto.lattice;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * A dense row-major matrix over Z_q: {@code int} words for q = 2^32, {@code long} words with
 * arbitrary high bits for q = 2^40. Element (r, c) sits at {@code r * columns + c}.
 *
 * <p>Not thread-safe. Serializable so that it can be a part of a party's own Spark results.
 */
public final class WordMatrix implements Serializable {
  private static final long serialVersionUID = 1L;

  private final LatticeSet set;
  private final int rows;
  private final int columns;
  private final int[] ints;
  private final long[] longs;

  /** A zero matrix; {@code rows * columns} must be below 2^31. */
  public WordMatrix(LatticeSet set, int rows, int columns) {
    if (rows < 0 || columns < 1 || (long) rows * columns > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "a block must have fewer than 2^31 words. Provided value: " + rows + " x " + columns);
    }
    this.set = set;
    this.rows = rows;
    this.columns = columns;
    boolean narrow = set.modulusBits() == Integer.SIZE;
    this.ints = narrow ? new int[rows * columns] : null;
    this.longs = narrow ? null : new long[rows * columns];
  }

  /** The parameter set that fixes q. */
  public LatticeSet set() {
    return set;
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Number of columns. */
  public int columns() {
    return columns;
  }

  /** The word at (row, column), in [-q/2, q/2). */
  public long centred(int row, int column) {
    int index = row * columns + column;
    return ints != null ? ints[index] : set.centred(longs[index]);
  }

  /** Adds {@code value} to the word at (row, column) modulo q. */
  public void add(int row, int column, long value) {
    int index = row * columns + column;
    if (ints != null) {
      ints[index] += (int) value;
    } else {
      longs[index] += value;
    }
  }

  /** Adds {@code values} modulo q to the words of a row from {@code column} on. */
  void addRow(int row, int column, long[] values) {
    int to = row * columns + column;
    if (ints != null) {
      for (int i = 0; i < values.length; i++) {
        ints[to + i] += (int) values[i];
      }
    } else {
      for (int i = 0; i < values.length; i++) {
        longs[to + i] += values[i];
      }
    }
  }

  /** Adds {@code factor * other} modulo q; {@code other} must have the same shape. */
  public void addScaled(WordMatrix other, int factor) {
    requireShape(other.set, other.rows, other.columns);
    if (ints != null) {
      for (int i = 0; i < ints.length; i++) {
        ints[i] += factor * other.ints[i];
      }
    } else {
      for (int i = 0; i < longs.length; i++) {
        longs[i] += factor * other.longs[i];
      }
    }
  }

  /** Sets every word to zero. */
  void clear() {
    if (ints != null) {
      Arrays.fill(ints, 0);
    } else {
      Arrays.fill(longs, 0);
    }
  }

  /** Adds rows [fromRow, fromRow + count) of {@code other}, as wide, to rows 0 .. count. */
  void addRows(WordMatrix other, int fromRow, int count) {
    int from = fromRow * columns;
    int words = count * columns;
    if (ints != null) {
      for (int i = 0; i < words; i++) {
        ints[i] += other.ints[from + i];
      }
    } else {
      for (int i = 0; i < words; i++) {
        longs[i] += other.longs[from + i];
      }
    }
  }

  /** Adds the sum of rows [fromRow, fromRow + count) of {@code other}, as wide, to one row. */
  void addSumOfRows(int toRow, WordMatrix other, int fromRow, int count) {
    int to = toRow * columns;
    int from = fromRow * columns;
    for (int r = 0; r < count; r++, from += columns) {
      for (int c = 0; c < columns; c++) {
        if (ints != null) {
          ints[to + c] += other.ints[from + c];
        } else {
          longs[to + c] += other.longs[from + c];
        }
      }
    }
  }

  /** A copy of rows [row0, row1) and columns [column0, column1). */
  public WordMatrix slice(int row0, int row1, int column0, int column1) {
    if (row0 < 0 || row1 < row0 || row1 > rows || column0 < 0 || column1 > columns) {
      throw new IllegalArgumentException(
          "the slice must lie inside "
              + (rows + " x " + columns)
              + (". Provided value: rows " + row0 + ".." + row1)
              + (", columns " + column0 + ".." + column1));
    }
    WordMatrix out = new WordMatrix(set, row1 - row0, column1 - column0);
    for (int r = row0; r < row1; r++) {
      int from = r * columns + column0;
      int to = (r - row0) * out.columns;
      if (ints != null) {
        System.arraycopy(ints, from, out.ints, to, out.columns);
      } else {
        System.arraycopy(longs, from, out.longs, to, out.columns);
      }
    }
    return out;
  }

  /** The words in little-endian order, {@code set().wordBytes()} bytes each. */
  public byte[] toBytes() {
    int width = set.wordBytes();
    byte[] bytes = new byte[Math.multiplyExact(rows * columns, width)];
    if (ints != null) {
      littleEndian(bytes).put(ints);
      return bytes;
    }
    for (int i = 0, at = 0; i < longs.length; i++) {
      long word = longs[i];
      for (int b = 0; b < width; b++, word >>= Byte.SIZE) {
        bytes[at++] = (byte) word;
      }
    }
    return bytes;
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if the length is not that of the shape
   */
  public static WordMatrix fromBytes(LatticeSet set, int rows, int columns, byte[] bytes) {
    int width = set.wordBytes();
    if (rows < 0 || columns < 1 || (long) rows * columns * width != bytes.length) {
      throw new IllegalArgumentException(
          "a block of "
              + (rows + " x " + columns + " words must have as many words of " + width)
              + (" bytes. Provided value: " + bytes.length + " bytes"));
    }
    WordMatrix out = new WordMatrix(set, rows, columns);
    if (out.ints != null) {
      littleEndian(bytes).get(out.ints);
      return out;
    }
    for (int i = 0, at = 0; i < out.longs.length; i++) {
      long word = 0;
      for (int b = 0; b < width; b++) {
        word |= (bytes[at++] & 0xffL) << (Byte.SIZE * b);
      }
      out.longs[i] = word;
    }
    return out;
  }

  private static IntBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
  }

  int[] ints() {
    return ints;
  }

  long[] longs() {
    return longs;
  }

  void requireShape(LatticeSet expected, int expectedRows, int expectedColumns) {
    if (set != expected || rows != expectedRows || columns != expectedColumns) {
      throw new IllegalArgumentException(
          "a block must be "
              + (expectedRows + " x " + expectedColumns + " words of " + expected)
              + (". Provided value: " + rows + " x " + columns + " words of " + set));
    }
  }
}
