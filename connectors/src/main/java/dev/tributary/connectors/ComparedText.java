package dev.tributary.connectors;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.when;

import dev.tributary.fl.data.ColumnName;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * A text that a condition compares by order, and what a look at it in all rows says.
 *
 * @param cells the text
 * @param words what people call it
 * @param spelled as a condition spells it
 * @param others words of the condition with which it is compared
 */
record ComparedText(Column cells, String words, String spelled, List<String> others) {
  private static final String NUMBER = "^\\s*[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?\\s*$";

  /** With a comma before decimals, or marks between thousands. */
  private static final String MARKED =
      "^\\s*[+-]?(?:\\d{1,3}(?:[.,]\\d{3})+(?:[.,]\\d+)?|\\d+,\\d+)\\s*$";

  /** Four groups between points are a machine's. */
  private static final String ADDRESS = "^\\s*\\d{1,3}(?:\\.\\d{3}){3}\\s*$";

  /** The comma may begin decimals, or thousands. */
  private static final String AMBIGUOUS = "^\\s*[+-]?\\d{1,3},\\d{3}\\s*$";

  /** Of one length they are in order as text, too. */
  private static final String WHOLE = "^\\d+$";

  private static final String DIGIT = "[0-9]";

  static ComparedText column(Column cells, String name, List<String> others) {
    return new ComparedText(cells, "the column '" + name + "'", ColumnName.spelled(name), others);
  }

  /**
   * @param sql with every name in marks, as Spark writes it
   */
  static ComparedText expression(Column cells, String sql, List<String> others) {
    String spelled = sql.replaceAll("`([A-Za-z_][A-Za-z_0-9]*)`", "$1");
    return new ComparedText(cells, spelled, spelled, others);
  }

  /** Aggregates, in the order in which {@link #seen} reads them. */
  List<Column> looks() {
    Column unordered = when(cells.rlike(TextDates.UNORDERED), cells);
    Column number = cells.rlike(NUMBER);
    Column digits = when(number, length(cells));
    Column marked =
        when(cells.rlike(MARKED).and(not(cells.rlike(ADDRESS))).and(not(number)), cells);
    Column written = when(marked.isNotNull().or(number), shape(cells));
    Column dated = cells.rlike(TextDates.YEAR_FIRST);
    Column unlike = when(dated.and(unlike()), cells);
    Column day = when(dated, shape(regexp_extract(cells, "(" + TextDates.DAY + ")", 1)));
    return List.of(
        count(unordered),
        min(unordered),
        count(digits),
        count(when(cells.rlike(DIGIT).and(not(number)), 1)),
        count(when(cells.rlike(TextDates.COMPACT), 1)),
        min(when(number.and(not(cells.rlike(WHOLE))), cells)),
        min(digits),
        max(digits),
        min_by(cells, digits),
        max_by(cells, digits),
        count(unlike),
        min(unlike),
        count(day),
        min(day),
        max(day),
        min_by(cells, day),
        max_by(cells, day),
        count(marked),
        min(marked),
        min(written),
        max(written),
        max(when(marked.isNotNull().and(not(cells.rlike(AMBIGUOUS))), cells)));
  }

  /** Whether a cell that is a date is written in another way than a word that may be one. */
  private Column unlike() {
    return others.stream()
        .filter(ComparedText::bound)
        .map(word -> not(shape(cells).startsWith(word.replaceAll(DIGIT, "9"))))
        .reduce(lit(false), Column::or);
  }

  private static Column shape(Column text) {
    return regexp_replace(text, DIGIT, "9");
  }

  private static boolean bound(String word) {
    return TextDates.BOUND.matcher(word).matches();
  }

  static boolean number(String word) {
    return word.matches(NUMBER);
  }

  /** A number in any of the ways that people write them. */
  static boolean anyNumber(String word) {
    return number(word) || word.matches(MARKED);
  }

  /** What the looks gave, from a place on. */
  Seen seen(Row row, int at) {
    return new Seen(
        words,
        spelled,
        row.getLong(at),
        row.getString(at + 1),
        row.getLong(at + 2),
        row.getLong(at + 3),
        row.getLong(at + 4),
        row.getString(at + 5),
        row.isNullAt(at + 6) ? 0 : row.getInt(at + 6),
        row.isNullAt(at + 7) ? 0 : row.getInt(at + 7),
        row.getString(at + 8),
        row.getString(at + 9),
        row.getLong(at + 10),
        row.getString(at + 11),
        row.getLong(at + 12),
        row.getString(at + 13),
        row.getString(at + 14),
        row.getString(at + 15),
        row.getString(at + 16),
        new Marked(
            row.getLong(at + 17),
            row.getString(at + 18),
            row.getString(at + 19),
            row.getString(at + 20),
            row.getString(at + 21)));
  }

  /**
   * Numbers with commas or marks within.
   *
   * @param count how many
   * @param example one of them
   * @param leastShape of all numbers, with 9 for each digit
   * @param mostShape the same
   * @param clear one whose marks say what they mean, or null
   */
  record Marked(long count, String example, String leastShape, String mostShape, String clear) {
    /** Whether all numbers, and the words, are written alike and not negative: then text is. */
    static boolean ordered(List<Seen> parts, List<String> words) {
      List<String> shapes =
          Stream.concat(
                  parts.stream().flatMap(p -> Stream.of(p.marked.leastShape, p.marked.mostShape)),
                  words.stream().map(word -> word.replaceAll(DIGIT, "9")))
              .distinct()
              .toList();
      return shapes.size() == 1 && !shapes.get(0).contains("-");
    }

    /** How a cell is read as a number. */
    String number(String spelled) {
      if (clear == null) {
        return "translate(%s, ',', '') as double), or cast(translate(%s, ',', '.')"
            .formatted(spelled, spelled);
      }
      int comma = clear.lastIndexOf(',');
      int point = clear.lastIndexOf('.');
      String marks = comma < 0 ? "'.', ''" : comma > point ? "',.', '.'" : "',', ''";
      return "translate(" + spelled + ", " + marks + ")";
    }
  }

  /**
   * What all rows have shown; examples are null where there is none.
   *
   * @param unordered dates that text never puts in order
   * @param numbers cells that are numbers
   * @param codes cells that are none and have digits
   * @param compact cells that are days of eight digits
   * @param unplain a number that has a sign, a point or blanks
   * @param shortest length of the shortest number
   * @param longest length of the longest
   * @param unlikes dates that are written in another way than the condition's
   * @param days dates with the year first
   * @param leastShape how one of them is written, with 9 for each digit
   * @param mostShape how another one is
   * @param marked numbers that are written with commas or marks within
   */
  record Seen(
      String words,
      String spelled,
      long unordered,
      String unorderedExample,
      long numbers,
      long codes,
      long compact,
      String unplain,
      int shortest,
      int longest,
      String shortExample,
      String longExample,
      long unlikes,
      String unlike,
      long days,
      String leastShape,
      String mostShape,
      String day,
      String otherDay,
      Marked marked) {

    /** Cells without a digit, such as NA, are not counted. */
    boolean numeric() {
      return numbers > 0 && numbers >= codes;
    }

    /** Whether most cells with digits are numbers, some of them with marks within. */
    boolean numericWithMarks() {
      return marked.count > 0 && numbers + marked.count >= codes - marked.count;
    }

    boolean ofOneLength() {
      return unplain == null && shortest == longest;
    }

    boolean allCompact() {
      return compact == numbers;
    }

    /** Whether all numbers, and the words, are whole, not negative and of one length. */
    static boolean ofOneLength(List<Seen> parts, List<String> words) {
      return parts.stream().allMatch(part -> part.unplain == null)
          && words.stream().allMatch(word -> word.matches(WHOLE))
          && Stream.concat(
                      parts.stream().flatMap(part -> Stream.of(part.shortest, part.longest)),
                      words.stream().map(String::length))
                  .distinct()
                  .count()
              == 1;
    }

    /** Two numbers that text does not put in order. */
    static String examples(List<Seen> parts, List<String> words) {
      return Stream.concat(
              parts.stream()
                  .flatMap(part -> Stream.of(part.unplain, part.longExample, part.shortExample))
                  .filter(Objects::nonNull),
              words.stream())
          .distinct()
          .limit(2)
          .map(number -> "'" + number + "'")
          .collect(Collectors.joining(" and "));
    }

    /** The condition's word in which a date is written in another way, or null. */
    String wordUnlike(List<String> others) {
      return unlikes == 0
          ? null
          : others.stream().filter(ComparedText::bound).findFirst().orElse(null);
    }

    /** A date among all parts that is written in another way than this one's first, or null. */
    String dayUnlike(List<Seen> parts) {
      return days == 0
          ? null
          : parts.stream()
              .filter(part -> part.days > 0)
              .flatMap(
                  part ->
                      IntStream.range(0, 2)
                          .filter(
                              i -> !(i == 0 ? part.leastShape : part.mostShape).equals(leastShape))
                          .mapToObj(i -> i == 0 ? part.day : part.otherDay))
              .findFirst()
              .orElse(null);
    }
  }
}
