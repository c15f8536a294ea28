package dev.tributary.connectors;

import java.util.Locale;

/**
 * How many rows of a source its owner's {@code data.where} keeps.
 *
 * @param all rows of the source
 * @param kept those for which the condition is true; all of them without a condition
 * @param unknown those for which it is neither true nor false, because a cell is empty or cannot be
 *     read as the condition asks; not kept
 */
public record KeptRows(long all, long kept, long unknown) {
  /** Of a source without a condition. */
  static KeptRows all(long rows) {
    return new KeptRows(rows, rows, 0);
  }

  /** Rows that are left out. */
  public long leftOut() {
    return all - kept;
  }

  /** The three numbers. */
  public String words() {
    return String.format(
        Locale.ROOT,
        "data.where keeps %,d of %,d rows%s",
        kept,
        all,
        unknown == 0
            ? ""
            : String.format(
                Locale.ROOT,
                "; it is unknown for %,d of the %,d others, whose cells are empty or not of the"
                    + " type that it asks for",
                unknown,
                leftOut()));
  }
}
