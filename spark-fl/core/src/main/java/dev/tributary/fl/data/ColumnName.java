package dev.tributary.fl.data;

import java.util.regex.Pattern;

/** Names of a table's columns where SQL reads them. */
public final class ColumnName {
  /** What SQL takes for a column without marks around it. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

  private ColumnName() {}

  /** In backquotes, whatever characters are in it. */
  public static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** As people write it: in backquotes only where it needs them. */
  public static String spelled(String name) {
    return PLAIN.matcher(name).matches() ? name : quoted(name);
  }
}
