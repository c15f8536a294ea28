package dev.tributary.fl.data;

/** Names of a table's columns where SQL reads them. */
public final class ColumnName {
  private ColumnName() {}

  /** In backquotes, whatever characters are in it. */
  public static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
