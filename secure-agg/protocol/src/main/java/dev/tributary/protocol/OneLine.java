package dev.tributary.protocol;

import java.util.regex.Pattern;

/**
 * Text on its way to a person's terminal, whoever wrote it: no line breaks, no control characters
 * that move a cursor, no marks that turn the direction of writing.
 */
public final class OneLine {
  private static final Pattern UNSHOWN =
      Pattern.compile("\\s*[\\p{Cc}\\p{Zl}\\p{Zp}\\u202a-\\u202e\\u2066-\\u2069]+\\s*");
  private static final String CUT = "...";

  private OneLine() {}

  public static String of(String text) {
    return UNSHOWN.matcher(String.valueOf(text)).replaceAll(" ");
  }

  /** The same, cut to a number of characters, with three dots where something is missing. */
  public static String of(String text, int most) {
    String line = of(text);
    return line.length() <= most ? line : line.substring(0, most) + CUT;
  }
}
