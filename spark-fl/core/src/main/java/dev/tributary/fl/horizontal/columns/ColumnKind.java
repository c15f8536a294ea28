package dev.tributary.fl.horizontal.columns;

import java.util.Arrays;
import java.util.Optional;

/** What a column's cells are, beyond being numbers. */
public enum ColumnKind {
  NUMBER(0, "numbers"),
  /** 1 for true, 0 for false. */
  TRUTH(1, "true or false");

  private final int code;
  private final String words;

  ColumnKind(int code, String words) {
    this.code = code;
    this.words = words;
  }

  /** Its number in messages. */
  int code() {
    return code;
  }

  static Optional<ColumnKind> of(int code) {
    return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
  }

  /** What its cells are. */
  public String words() {
    return words;
  }
}
