package dev.tributary.connectors.cells;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Numbers, or what is true or false, among columns that are no features.
 *
 * @param cell how they are read
 * @param truth whether they are true or false
 */
record NumberKey(NumberCell cell, boolean truth) implements KeyCell {
  @Override
  public DataType type() {
    return truth ? DataTypes.BooleanType : DataTypes.DoubleType;
  }

  @Override
  public String kind() {
    return cell.kind();
  }

  @Override
  public Object part(InternalRow row, int ordinal) {
    double number = cell.number(row, ordinal);
    if (Double.isNaN(number)) {
      return null;
    }
    return truth ? (Object) (number == 1) : (Object) number;
  }

  @Override
  public String unreadable(InternalRow row, int ordinal) {
    return Double.isNaN(cell.number(row, ordinal)) ? cell.unreadable(row, ordinal) : null;
  }
}
