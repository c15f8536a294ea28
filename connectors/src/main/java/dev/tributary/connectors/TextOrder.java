package dev.tributary.connectors;

import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import scala.runtime.BoxedUnit;

/**
 * Texts that a condition compares by order. Text has {@code 9} after {@code 10}, and 31/01/2024
 * after 01/12/2024, so it is right only for words, for whole numbers of one length and for dates
 * that are written alike with the year first. A look at the cells tells.
 */
public final class TextOrder {
  private static final Set<String> DIGESTS = Set.of("md5", "sha1", "sha2");

  private final List<Comparison> comparisons;

  private TextOrder(List<Comparison> comparisons) {
    this.comparisons = comparisons;
  }

  /**
   * @param parts what is compared and is no word of the condition
   * @param words of the condition with which it is compared; may be none
   */
  private record Comparison(List<ComparedText> parts, List<String> words) {}

  /**
   * What a condition compares as text.
   *
   * @param rows of the table
   * @param names what the condition's own names stand for, as in {@link RowCondition#of}
   * @throws FederationException USER where it does not fit the columns
   */
  public static TextOrder of(RowCondition condition, Dataset<Row> rows, Map<String, Column> names) {
    List<Comparison> comparisons = new ArrayList<>();
    for (List<Expression> compared : condition.orders()) {
      Column[] columns =
          compared.stream().map(part -> RowCondition.named(part, names)).toArray(Column[]::new);
      StructField[] fields = condition.asked(rows, columns).schema().fields();
      if (!Arrays.stream(fields).allMatch(field -> field.dataType() instanceof StringType)) {
        continue;
      }
      List<String> words =
          compared.stream()
              .filter(Literal.class::isInstance)
              .map(part -> String.valueOf(((Literal) part).value()))
              .toList();
      List<ComparedText> parts = new ArrayList<>();
      for (int p = 0; p < columns.length; p++) {
        if (compared.get(p) instanceof UnresolvedAttribute column) {
          // As the condition has it: a key is called otherwise in the table.
          parts.add(ComparedText.column(columns[p], RowCondition.column(column), words));
        } else if (!(compared.get(p) instanceof Literal) && !isDigest(compared.get(p))) {
          parts.add(ComparedText.expression(columns[p], compared.get(p).sql(), words));
        }
      }
      if (!parts.isEmpty()) {
        comparisons.add(new Comparison(parts, words));
      }
    }
    return new TextOrder(comparisons);
  }

  /** Digits and letters of which nobody means a number. */
  private static boolean isDigest(Expression part) {
    boolean[] digest = {false};
    part.foreach(
        node -> {
          digest[0] |=
              node instanceof UnresolvedFunction function
                  && DIGESTS.contains(function.prettyName().toLowerCase(Locale.ROOT));
          return BoxedUnit.UNIT;
        });
    return digest[0];
  }

  /** What to aggregate over all rows; nothing where no text is compared. */
  public List<Column> looks() {
    return comparisons.stream()
        .flatMap(comparison -> comparison.parts().stream())
        .flatMap(part -> part.looks().stream())
        .toList();
  }

  /**
   * USER with the count, an example and a cure where text is not the order of its cells.
   *
   * @param key of the condition
   * @param seen what the looks gave
   * @param from place of the first of them
   */
  public void require(String key, Row seen, int from) {
    int at = from;
    for (Comparison comparison : comparisons) {
      List<ComparedText.Seen> parts = new ArrayList<>();
      for (ComparedText part : comparison.parts()) {
        parts.add(part.seen(seen, at));
        at += part.looks().size();
      }
      parts.forEach(part -> requireOrdered(key, part));
      requireNoMarks(key, parts, comparison.words());
      requireNoNumbers(key, parts, comparison.words());
      requireAlike(key, parts, comparison.words());
    }
  }

  private static void requireOrdered(String key, ComparedText.Seen part) {
    if (part.unordered() > 0) {
      throw FederationException.user(
          "%s compares %s as text, and %d of its cells are dates with the day or the"
              + " month first, such as '%s', which text does not put in order: write"
              + " to_date(%s, '%s') or as they are written",
          key,
          part.words(),
          part.unordered(),
          part.unorderedExample(),
          part.spelled(),
          TextDates.pattern(part.unorderedExample()));
    }
  }

  private static void requireNoNumbers(
      String key, List<ComparedText.Seen> parts, List<String> words) {
    boolean numbers =
        parts.stream().allMatch(ComparedText.Seen::numeric)
            && words.stream().allMatch(ComparedText::number);
    boolean days =
        !words.isEmpty()
            && words.stream().allMatch(word -> TextDates.COMPACT_BOUND.matcher(word).matches())
            && parts.stream().allMatch(ComparedText.Seen::allCompact);
    if (!numbers || days || ComparedText.Seen.ofOneLength(parts, words)) {
      return;
    }
    ComparedText.Seen first = parts.get(0);
    throw FederationException.user(
        "%s compares %s as text, and %d of its cells are numbers, such as %s, which"
            + " text does not put in order: write %s",
        key,
        first.words(),
        first.numbers(),
        ComparedText.Seen.examples(parts, words),
        cast(parts, words));
  }

  /** As 1.234,50 and 950,00. */
  private static void requireNoMarks(
      String key, List<ComparedText.Seen> parts, List<String> words) {
    if (!words.stream().allMatch(ComparedText::anyNumber)
        || !parts.stream().allMatch(ComparedText.Seen::numericWithMarks)
        || ComparedText.Marked.ordered(parts, words)) {
      return;
    }
    ComparedText.Seen first = parts.get(0);
    throw FederationException.user(
        "%s compares %s as text, and %d of its cells are numbers with commas or marks within, such"
            + " as '%s', which text does not put in order: write cast(%s as double), and what it is"
            + " compared with as a number",
        key,
        first.words(),
        first.marked().count(),
        first.marked().example(),
        first.marked().number(first.spelled()));
  }

  /** Text has '31' before all of 311111 and 319999, which as numbers are larger, too. */
  private static String cast(List<ComparedText.Seen> parts, List<String> words) {
    boolean codes =
        parts.stream().allMatch(ComparedText.Seen::ofOneLength)
            && !words.isEmpty()
            && words.stream().allMatch(word -> word.length() < parts.get(0).longest());
    return parts.stream()
            .map(part -> "cast(" + part.spelled() + " as double)")
            .collect(Collectors.joining(" and "))
        + words.stream()
            .map(word -> " and " + word.strip() + " without quotes")
            .collect(Collectors.joining())
        + (codes ? "; or, if these are codes, compare with one that is as long" : "");
  }

  private static void requireAlike(String key, List<ComparedText.Seen> parts, List<String> words) {
    for (ComparedText.Seen part : parts) {
      String other = words.isEmpty() ? part.dayUnlike(parts) : part.wordUnlike(words);
      if (other != null) {
        String example = words.isEmpty() ? part.day() : part.unlike();
        throw FederationException.user(
            "%s compares %s as text, and %d of its cells are dates that are written in"
                + " another way than what they are compared with, such as '%s' and '%s': write"
                + " to_date(%s, '%s') or as they are written, and date '2024-12-31' for a day",
            key,
            part.words(),
            words.isEmpty() ? part.days() : part.unlikes(),
            example,
            other,
            part.spelled(),
            TextDates.pattern(example));
      }
    }
  }
}
