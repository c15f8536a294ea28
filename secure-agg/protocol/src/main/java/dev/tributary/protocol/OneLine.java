package dev.tributary.protocol;

/**
 * Text on its way to a person's terminal, whoever wrote it: no line breaks, no control characters
 * that move a cursor, no marks that turn the direction of writing. It takes time in proportion to
 * the text, also where a stranger chose it: a regular expression for the same tries each of a
 * million blanks as the first of a run.
 */
public final class OneLine {
  private static final String CUT = "...";

  private OneLine() {}

  /** With one blank in place of each run of blanks and what is not shown that has any of that. */
  public static String of(String text) {
    String given = String.valueOf(text);
    StringBuilder line = new StringBuilder(given.length());
    int from = 0;
    while (from < given.length()) {
      int to = from;
      boolean shown = true;
      while (to < given.length() && isGap(given.charAt(to))) {
        shown &= given.charAt(to) == ' ';
        to++;
      }
      if (to == from) {
        line.append(given.charAt(from++));
      } else {
        line.append(shown ? given.substring(from, to) : " ");
        from = to;
      }
    }
    return line.toString();
  }

  /** The same, cut to a number of characters, with three dots where something is missing. */
  public static String of(String text, int most) {
    String line = of(text);
    return line.length() <= most ? line : line.substring(0, most) + CUT;
  }

  private static boolean isGap(char c) {
    return c == ' ' || isUnshown(c);
  }

  private static boolean isUnshown(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    };
  }
}
