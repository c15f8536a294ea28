package dev.tributary.connectors.cells;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;

/**
 * Parts of ids of which some stand for no id. Text that stays text is compared as such, so that a
 * marker 99 does not take the id {@code 0099}.
 *
 * @param cell how the others are read
 * @param source type of the source
 * @param missing what stands for no id
 */
record MarkedKey(KeyCell cell, DataType source, MissingValues missing) implements KeyCell {
  @Override
  public DataType type() {
    return cell.type();
  }

  @Override
  public Object part(InternalRow row, int ordinal) {
    return marked(row, ordinal) ? null : cell.part(row, ordinal);
  }

  @Override
  public String unreadable(InternalRow row, int ordinal) {
    return marked(row, ordinal) ? null : cell.unreadable(row, ordinal);
  }

  private boolean marked(InternalRow row, int ordinal) {
    String text = CellText.of(row, ordinal, source);
    boolean word = source instanceof StringType && type() instanceof StringType;
    return !text.isEmpty() && (word ? missing.word(text) : missing.stands(text));
  }
}
