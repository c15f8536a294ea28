package dev.tributary.connectors;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What dates look like that are text, as regular expressions of Java and so of Spark. */
final class TextDates {
  private static final String MONTHS =
      "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
          + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
          + "|januar|februar|m\u00e4rz|mai|juni|juli|okt(?:ober)?|dez(?:ember)?)";

  private static final String YEAR = "(?:\\d{4}|\\d{2})\\b";

  private static final String DAY_FIRST = "\\d{1,2}[-/. ]\\d{1,2}[-/. ]\\d{2,4}\\b";
  private static final String DAY_MONTH = "\\d{1,2}[-/. ]{0,2}" + MONTHS + "[-/., ]{0,2}" + YEAR;
  private static final String MONTH_DAY = MONTHS + "[-/. ]{1,2}\\d{1,2}[-/., ]{1,2}" + YEAR;
  private static final String YEAR_MONTH = "\\d{4}[-/. ]{0,2}" + MONTHS + "[-/. ]{0,2}\\d{1,2}\\b";

  /**
   * Dates with the day or the month first, or a month by its name: text has 31/01/2024 after
   * 01/12/2024.
   */
  static final String UNORDERED =
      "(?i)^\\s*(?:" + String.join("|", DAY_FIRST, DAY_MONTH, MONTH_DAY, YEAR_MONTH) + ")";

  /** Eight digits that are a day. */
  static final String COMPACT = "^(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])$";

  /** Dates with the year first, which text puts in order if all are written alike. */
  static final String YEAR_FIRST = "^\\s*\\d{4}[-/. ]\\d{1,2}[-/. ]\\d{1,2}(?:\\D.*)?$|" + COMPACT;

  /** The day of such a date. */
  static final String DAY = "^\\s*\\d{4}[-/. ]?\\d{1,2}[-/. ]?\\d{1,2}";

  /** A year, a month or a day, and a time after it, with which such dates are compared. */
  static final Pattern BOUND = Pattern.compile("\\s*\\d{4}(?:[-/. ]?\\d{1,2}){0,2}(?:[T ].*)?");

  /** Years and months without anything between them. */
  static final Pattern COMPACT_BOUND = Pattern.compile("(?:19|20)\\d{2}(?:0[1-9]|1[0-2])?");

  private static final Pattern PARTS =
      Pattern.compile("(\\d+|[a-z]+)([-/., ]*)(\\d+|[a-z]+)([-/., ]*)(\\d+)(.*)");

  private TextDates() {}

  /** How Spark's {@code to_date} is told of such dates; a guess where more than one may be. */
  static String pattern(String example) {
    String text = example.strip().toLowerCase(Locale.ROOT);
    if (text.matches(COMPACT)) {
      return "yyyyMMdd";
    }
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches()) {
      return "dd/MM/yyyy";
    }
    boolean yearFirst = parts.group(1).length() == 4 && Character.isDigit(text.charAt(0));
    boolean nameFirst = Character.isLetter(text.charAt(0));
    String day = "d"; // takes one digit as well as two: a mark or a letter ends them
    String month = month(nameFirst ? parts.group(1) : parts.group(3));
    String first = yearFirst ? "yyyy" : nameFirst ? month : day;
    String second = nameFirst ? day : month;
    String third = yearFirst ? day : parts.group(5).length() == 2 ? "yy" : "yyyy";
    String time = parts.group(6).matches(" \\d{2}:\\d{2}:\\d{2}") ? " HH:mm:ss" : "";
    return first + parts.group(2) + second + parts.group(4) + third + time;
  }

  private static String month(String text) {
    if (Character.isLetter(text.charAt(0))) {
      return text.length() == 3 ? "MMM" : "MMMM";
    }
    return "M";
  }
}
