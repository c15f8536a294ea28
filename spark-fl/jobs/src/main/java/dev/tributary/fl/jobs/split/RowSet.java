package dev.tributary.fl.jobs.split;

/** What a row is used for; its code travels between parties as one byte. */
public enum RowSet {
  TRAINING(0),
  VALIDATION(1),
  TEST(2);

  /** Number of sets; codes are 0 to {@code COUNT - 1}. */
  static final int COUNT = 3;

  private final int code;

  RowSet(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
