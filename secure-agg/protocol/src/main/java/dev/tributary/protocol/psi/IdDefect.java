package dev.tributary.protocol.psi;

/** Why an id cannot take part. */
public enum IdDefect {
  /** A part is null. */
  NULL("null"),
  /** A part has no character but white space. */
  BLANK("blank"),
  /** A part holds half of a surrogate pair. */
  NOT_TEXT("not valid Unicode text");

  private final String words;

  IdDefect(String words) {
    this.words = words;
  }

  /** How a message calls it. */
  public String words() {
    return words;
  }
}
