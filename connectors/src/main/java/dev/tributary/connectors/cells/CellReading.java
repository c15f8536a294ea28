package dev.tributary.connectors.cells;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * How some columns of a table are read. Keys and numbers stand in the table's order, so that Spark
 * need not move them; a column is one or the other.
 *
 * @param names of the columns
 * @param keys {@code [column]}, null where it is no key
 * @param numbers {@code [column]}, null where it is a key
 */
record CellReading(String[] names, KeyCell[] keys, NumberCell[] numbers) implements Serializable {

  int width() {
    return names.length;
  }

  boolean isKey(int column) {
    return keys[column] != null;
  }

  /** A column as it is read: parts of ids in their types, numbers as doubles. */
  StructField field(int column) {
    return DataTypes.createStructField(
        names[column], isKey(column) ? keys[column].type() : DataTypes.DoubleType, true);
  }

  /** The same columns, fewer of them, in this order. */
  CellReading only(Set<String> some) {
    int[] kept = IntStream.range(0, width()).filter(c -> some.contains(names[c])).toArray();
    return new CellReading(
        Arrays.stream(kept).mapToObj(c -> names[c]).toArray(String[]::new),
        Arrays.stream(kept).mapToObj(c -> keys[c]).toArray(KeyCell[]::new),
        Arrays.stream(kept).mapToObj(c -> numbers[c]).toArray(NumberCell[]::new));
  }

  /** Places by name. */
  Map<String, Integer> places() {
    Map<String, Integer> places = new HashMap<>();
    for (int c = 0; c < width(); c++) {
      places.put(names[c], c);
    }
    return places;
  }
}
