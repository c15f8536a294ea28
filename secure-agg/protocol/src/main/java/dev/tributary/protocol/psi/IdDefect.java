package dev.tributary.protocol.psi;

/** Why an id cannot take part. */
public enum IdDefect {
  /** A part is null. */
  NULL(1, "null"),
  /** A part has no character but white space. */
  BLANK(2, "blank"),
  /** A part holds half of a surrogate pair. */
  NOT_TEXT(3, "not valid Unicode text");

  private final int code;
  private final String words;

  IdDefect(int code, String words) {
    this.code = code;
    this.words = words;
  }

  /** A number above 0. */
  public int code() {
    return code;
  }

  /** The defect of a code. */
  public static IdDefect of(int code) {
    for (IdDefect defect : values()) {
      if (defect.code == code) {
        return defect;
      }
    }
    throw new IllegalArgumentException("code must be a defect's. Provided value: " + code);
  }

  /** How a message calls it. */
  public String words() {
    return words;
  }
}
