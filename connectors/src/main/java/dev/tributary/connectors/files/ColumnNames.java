package dev.tributary.connectors.files;

import dev.tributary.protocol.FederationException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether the columns of a table can be told apart by their names. */
final class ColumnNames {
  private ColumnNames() {}

  /**
   * USER if two names are equal, or differ in case only where Spark does not tell case apart.
   *
   * @param where the table is, for messages
   */
  static void requireDistinct(List<String> names, boolean caseSensitive, String where) {
    Map<String, String> seen = new HashMap<>();
    for (String name : names) {
      String before = seen.put(caseSensitive ? name : name.toLowerCase(Locale.ROOT), name);
      if (name.equals(before)) {
        throw FederationException.user("%s has two columns named '%s': rename one", where, name);
      }
      if (before != null) {
        throw FederationException.user(
            "columns '%s' and '%s' of %s differ only in case, which Spark does not tell apart:"
                + " rename one, or set spark.sql.caseSensitive: true in spark.conf",
            before, name, where);
      }
    }
  }

  /** USER if a name is empty: its place is said. */
  static void requireNamed(List<String> names, String where) {
    for (int c = 0; c < names.size(); c++) {
      if (names.get(c) == null || names.get(c).isBlank()) {
        throw FederationException.user(
            "column %d of %s has no name in the header%s: name it, or write the file without it",
            c + 1,
            where,
            c == 0 ? " (the index of a pandas frame? index=False leaves it out)" : "");
      }
    }
  }
}
