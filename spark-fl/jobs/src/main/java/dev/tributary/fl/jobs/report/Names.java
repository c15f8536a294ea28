package dev.tributary.fl.jobs.report;

import dev.tributary.fl.jobs.file.EvaluateSection;
import java.util.Locale;

/**
 * What rows and labels are called in results for people; the one place that knows. Not escaped.
 *
 * @param people rows, in the plural
 * @param positives those of label 1
 * @param negatives those of label 0
 * @param ofWhich after a number of rows: those of label 1 among them
 * @param repeats whether several rows may be of one person, which are not called people then
 */
public record Names(
    String people, String positives, String negatives, String ofWhich, Repeats repeats) {

  /** Of ids in the table. */
  public enum Repeats {
    /** A row is a person. */
    NONE,
    /** Some have several rows, of which either all train or none does. */
    TOGETHER,
    /** Some have several rows, of which one may train and one may judge. */
    APART
  }

  /** As the job names them, or else {@code people with label 1}; a row is a person. */
  public static Names of(EvaluateSection evaluate) {
    return of(evaluate, Repeats.NONE);
  }

  /** The same of a table in which ids may be repeated, whose rows are called rows then. */
  public static Names of(EvaluateSection evaluate, Repeats repeats) {
    String people =
        repeats != Repeats.NONE
            ? "rows"
            : evaluate.peopleName() == null ? "people" : evaluate.peopleName();
    String positives = evaluate.positiveName();
    String negatives = evaluate.negativeName();
    return new Names(
        people,
        positives == null ? people + " with label 1" : positives,
        negatives == null ? people + " with label 0" : negatives,
        positives == null ? "with label 1" : positives,
        repeats);
  }

  /** With a capital. */
  static String first(String name) {
    int second = name.offsetByCodePoints(0, 1);
    return name.substring(0, second).toUpperCase(Locale.ROOT) + name.substring(second);
  }
}
