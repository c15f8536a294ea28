package dev.tributary.connectors.cells;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.Union;

/**
 * What is remembered of number columns while their cells pass: flat arrays {@code [column]}, about
 * 50 bytes a column and up to a kilobyte more for one of many different whole numbers.
 *
 * <p>{@code print} sums a mix of every whole value modulo 2^64, so that the numbers 0 to n - 1 in
 * any order, each once, are told from anything else but by a chance of about 2^-64.
 */
final class ColumnTallies {
  /** A sketch of 2^11 registers of four bits: 2.3 % standard error. */
  private static final int REGISTERS = 11;

  /** After so many values of one column in one partition its sketch must show that they differ. */
  private static final int PROBATION = 512;

  private static final double MOSTLY = 0.5;
  private static final int SHOWN = 200;

  final long[] present;
  private final double[] sum;
  final double[] least;
  final double[] most;
  final boolean[] fractional;
  final long[] print;
  final long[] bad;
  final String[] example;
  final String[] exampleRow;
  final long[] rounded;
  final String[] roundedExample;

  private final HllSketch[] distinct;
  private final boolean[] repeating;

  ColumnTallies(int columns) {
    present = new long[columns];
    sum = new double[columns];
    least = new double[columns];
    most = new double[columns];
    fractional = new boolean[columns];
    print = new long[columns];
    bad = new long[columns];
    example = new String[columns];
    exampleRow = new String[columns];
    rounded = new long[columns];
    roundedExample = new String[columns];
    distinct = new HllSketch[columns];
    repeating = new boolean[columns];
  }

  void add(int column, double value) {
    sum[column] += value;
    if (present[column]++ == 0) {
      least[column] = value;
      most[column] = value;
    } else if (value < least[column]) {
      least[column] = value;
    } else if (value > most[column]) {
      most[column] = value;
    }
    if (fractional[column]) {
      return;
    }
    long whole = (long) value;
    if (whole != value) {
      fractional[column] = true;
      distinct[column] = null;
      return;
    }
    print[column] += mix(whole);
    if (!repeating[column]) {
      count(column, whole);
    }
  }

  private void count(int column, long value) {
    if (distinct[column] == null) {
      distinct[column] = new HllSketch(REGISTERS);
    }
    distinct[column].update(value);
    if (present[column] == PROBATION && distinct[column].getEstimate() < MOSTLY * PROBATION) {
      repeating[column] = true;
      distinct[column] = null;
    }
  }

  /** Of all unreadable cells the first by text is kept as an example. */
  void addBad(int column, long count, String text, String row) {
    bad[column] += count;
    if (example[column] == null || text.compareTo(example[column]) < 0) {
      example[column] = text.length() > SHOWN ? text.substring(0, SHOWN) : text;
      exampleRow[column] = row;
    }
  }

  /** Numbers that no double is; of them, too, the first by text is kept. */
  void addRounded(int column, long count, String text) {
    rounded[column] += count;
    if (roundedExample[column] == null || text.compareTo(roundedExample[column]) < 0) {
      roundedExample[column] = text.length() > SHOWN ? text.substring(0, SHOWN) : text;
    }
  }

  void merge(ColumnTallies other) {
    for (int c = 0; c < present.length; c++) {
      if (other.rounded[c] > 0) {
        addRounded(c, other.rounded[c], other.roundedExample[c]);
      }
      if (other.bad[c] > 0) {
        addBad(c, other.bad[c], other.example[c], other.exampleRow[c]);
      }
      if (other.present[c] == 0) {
        continue;
      }
      least[c] = present[c] == 0 ? other.least[c] : Math.min(least[c], other.least[c]);
      most[c] = present[c] == 0 ? other.most[c] : Math.max(most[c], other.most[c]);
      sum[c] += other.sum[c];
      present[c] += other.present[c];
      fractional[c] |= other.fractional[c];
      repeating[c] |= other.repeating[c];
      print[c] += other.print[c];
      distinct[c] = fractional[c] || repeating[c] ? null : union(distinct[c], other.distinct[c]);
    }
  }

  /** Mean of the values; NaN without one. */
  double mean(int column) {
    return sum[column] / present[column];
  }

  /** About how many different values a column has, or 0 if they repeat or are not whole. */
  double distinct(int column) {
    return distinct[column] == null ? 0 : distinct[column].getEstimate();
  }

  /** Whether the values are the whole numbers from {@code first}, each once, in any order. */
  boolean counts(int column, long first) {
    if (fractional[column] || present[column] == 0 || least[column] != first) {
      return false;
    }
    long rows = present[column];
    if (most[column] != first + rows - 1) {
      return false;
    }
    long due = 0;
    for (long value = first; value < first + rows; value++) {
      due += mix(value);
    }
    return due == print[column];
  }

  void write(DataOutput out) throws IOException {
    for (int c = 0; c < present.length; c++) {
      out.writeLong(present[c]);
      out.writeDouble(sum[c]);
      out.writeDouble(least[c]);
      out.writeDouble(most[c]);
      out.writeBoolean(fractional[c]);
      out.writeLong(print[c]);
      out.writeBoolean(repeating[c]);
      out.writeLong(bad[c]);
      if (bad[c] > 0) {
        out.writeUTF(example[c]);
        out.writeUTF(exampleRow[c]);
      }
      out.writeLong(rounded[c]);
      if (rounded[c] > 0) {
        out.writeUTF(roundedExample[c]);
      }
      byte[] sketch = distinct[c] == null ? new byte[0] : distinct[c].toCompactByteArray();
      out.writeInt(sketch.length);
      out.write(sketch);
    }
  }

  /** Reads what {@link #write} wrote for as many columns. */
  void read(DataInput in) throws IOException {
    for (int c = 0; c < present.length; c++) {
      present[c] = in.readLong();
      sum[c] = in.readDouble();
      least[c] = in.readDouble();
      most[c] = in.readDouble();
      fractional[c] = in.readBoolean();
      print[c] = in.readLong();
      repeating[c] = in.readBoolean();
      bad[c] = in.readLong();
      if (bad[c] > 0) {
        example[c] = in.readUTF();
        exampleRow[c] = in.readUTF();
      }
      rounded[c] = in.readLong();
      if (rounded[c] > 0) {
        roundedExample[c] = in.readUTF();
      }
      byte[] sketch = new byte[in.readInt()];
      in.readFully(sketch);
      distinct[c] = sketch.length == 0 ? null : HllSketch.heapify(sketch);
    }
  }

  private static HllSketch union(HllSketch one, HllSketch other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    Union union = new Union(REGISTERS);
    union.update(one);
    union.update(other);
    return union.getResult();
  }

  /** The finisher of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
