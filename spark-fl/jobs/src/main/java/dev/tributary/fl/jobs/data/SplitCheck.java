package dev.tributary.fl.jobs.data;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.tributary.connectors.SourceTable;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Partition;
import dev.tributary.fl.jobs.file.SplitSection;
import dev.tributary.fl.jobs.file.Supervised;
import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.fl.training.Target;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the job's split makes of the label party's whole table, known before anything is trained.
 */
final class SplitCheck {
  private static final String TEST = "test";

  /** Columns of the look before those of unknown conditions. */
  private static final int COUNTED = 12;

  /** Places of the counts of all rows that validation matches, and of all rows. */
  private static final int MATCHED = 6;

  private static final int ROWS = 7;

  /** How many classes training rows have, and the weight of these rows. */
  private static final int KINDS = 8;

  private static final int WEIGHT = 9;

  /** Least and largest label of training rows. */
  private static final int LEAST = 10;

  private static final int MOST = 11;

  /**
   * What the split makes of the rows.
   *
   * @param notes how many rows train, validate and test; one line, or none without a split
   * @param warnings about the job's conditions
   */
  record Outcome(List<String> notes, List<String> warnings) {}

  private SplitCheck() {}

  /**
   * Looks at every row.
   *
   * @throws FederationException USER if no row is left to train on or weighs anything; where one
   *     party has all labels also if the training rows lack one or all have the same, if no row is
   *     of a set that the job asks for or none of them weighs anything, or, where an AUC is asked
   *     for, all of them have one label. The join may still take the last rows away
   */
  static Outcome of(SourceTable source, JobFile job, SplitDraw draw) {
    List<String> conditions = new ArrayList<>();
    boolean ofClasses = Supervised.of(job).objective().isClassification();
    Row seen = source.look(rows -> look(source, draw, ofClasses, rows, conditions));
    SplitSection split = job.split();
    List<String> warnings = new ArrayList<>();
    if (split.tests()) {
      check(source, job, TEST, split.test(), seen, 0, warnings);
    }
    if (split.validates()) {
      check(source, job, "validation", split.validationCondition(), seen, 3, warnings);
    }
    checkTraining(job, seen);
    for (int c = 0; c < conditions.size(); c++) {
      if (seen.getLong(COUNTED + c) > 0) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "%s is neither true nor false for %,d rows, whose cells are empty or not of the type"
                    + " that it asks for: it counts as false, and they train unless another"
                    + " condition takes them",
                conditions.get(c),
                seen.getLong(COUNTED + c)));
      }
    }
    return new Outcome(notes(job, seen), warnings);
  }

  private static List<String> notes(JobFile job, Row seen) {
    SplitSection split = job.split();
    if (!split.tests() && !split.validates()) {
      return List.of();
    }
    long test = seen.getLong(0);
    long validation = seen.getLong(3);
    return List.of(
        String.format(
            Locale.ROOT,
            "split of these rows: %,d train, %,d validate, %,d test%s",
            seen.getLong(ROWS) - test - validation,
            validation,
            test,
            job.align().protocol() == null ? "" : " (of the common rows fewer)"));
  }

  /**
   * Count of test and of validation rows, least and largest label of those that weigh anything; how
   * many classes training rows have that do, the weight, least and largest label of these rows;
   * unknown rows by condition.
   */
  private static Row look(
      SourceTable source,
      SplitDraw draw,
      boolean ofClasses,
      Dataset<Row> rows,
      List<String> conditions) {
    Column test = col(SplitDraw.TEST);
    Column validation = col(SplitDraw.VALIDATION).and(not(test));
    Dataset<Row> marked = draw.mark(rows, source.source().id());
    Column trains = not(test).and(not(col(SplitDraw.VALIDATION)));
    Column weight =
        source.source().weight() == null ? lit(1D) : SourceTable.column(source.source().weight());
    Column weighed = when(weight.gt(0), SourceTable.column(source.source().label()));
    List<Column> others =
        new ArrayList<>(
            List.of(
                min(when(test, weighed)),
                max(when(test, weighed)),
                count(when(validation, 1)),
                min(when(validation, weighed)),
                max(when(validation, weighed)),
                count(when(col(SplitDraw.VALIDATION), 1)),
                count(lit(1)),
                size(collect_set(when(trains.and(lit(ofClasses)), weighed))),
                sum(when(trains, weight)),
                min(when(trains, weighed)),
                max(when(trains, weighed))));
    Map<String, Column> unknown = draw.unknown(marked, source.source().id());
    conditions.addAll(unknown.keySet());
    unknown.values().forEach(where -> others.add(count(when(where, 1))));
    return marked.agg(count(when(test, 1)), others.toArray(Column[]::new)).first();
  }

  private static void checkTraining(JobFile job, Row seen) {
    if (seen.isNullAt(WEIGHT)) {
      throw FederationException.user(
          "the split leaves no row of this data to train on: change it, or check the data");
    }
    if (!(seen.getDouble(WEIGHT) > 0)) {
      throw FederationException.user(
          "the rows that the split leaves to train on all have weight 0: change it, or correct"
              + " data.weight");
    }
    Target objective = Supervised.of(job).objective();
    int kinds = seen.getInt(KINDS);
    int classes = Math.max(2, objective.outputs());
    if (objective.isClassification()
        && kinds < classes
        && !job.train().algorithm().partition().pools()) {
      throw FederationException.user(
          "the rows that the split leaves to train on have %d of %d labels: there is nothing to learn"
              + " of one that none has; change the split",
          kinds, classes);
    }
    if (!objective.isClassification()
        && !job.train().algorithm().partition().pools()
        && seen.getDouble(LEAST) == seen.getDouble(MOST)) {
      throw FederationException.user(
          "all rows that the split leaves to train on have label %s: there is nothing to learn;"
              + " change the split, or check the label column",
          seen.getDouble(LEAST));
    }
  }

  /** What comes of a set of which a party of many has no row. */
  private static String ofTheOthers(JobFile job, String set) {
    String judged = "models are judged on those of the others";
    if (set.equals(TEST)) {
      return judged;
    }
    if (!Supervised.of(job).hasRounds()) {
      return job.split().tests() ? "nothing is made of them beside test rows" : judged;
    }
    return (job.split().tests() ? "" : judged + ", ")
        + "losses of rounds are of those of the others"
        + (Supervised.of(job).stopsByValidation()
            ? ", which alone say when training stops; if nobody has any, the run ends"
            : "");
  }

  private static void check(
      SourceTable source,
      JobFile job,
      String set,
      String condition,
      Row seen,
      int at,
      List<String> warnings) {
    long rows = seen.getLong(at);
    if (rows == 0 && job.train().algorithm().partition() == Partition.HORIZONTAL) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "no row of this data is of the %s rows%s: %s",
              set,
              condition == null ? "" : " (split." + set + ": " + condition + ")",
              ofTheOthers(job, set)));
      return;
    }
    if (rows == 0 && at > 0 && condition != null && seen.getLong(MATCHED) > 0) {
      throw FederationException.user(
          "split.%s (%s) matches %d rows, all of which split.test takes: correct one of the two"
              + " conditions",
          set, condition, seen.getLong(MATCHED));
    }
    if (rows == 0) {
      throw condition == null
          ? FederationException.user(
              "split.train leaves no %s row in this data: change the shares of split", set)
          : FederationException.user(
              "split.%s matches no row (%s): correct it, or leave it out to have no %s rows",
              set, condition, set);
    }
    boolean judgedHere = !job.train().algorithm().partition().pools();
    if (judgedHere && seen.isNullAt(at + 1)) {
      throw FederationException.user(
          "all %d %s rows have weight 0, so that no model can be judged on them: change the split, or"
              + " correct data.weight",
          rows, set);
    }
    if (judgedHere
        && Supervised.of(job).objective().labelsToJudge() > 1
        && seen.getDouble(at + 1) == seen.getDouble(at + 2)) {
      throw FederationException.user(
          "all %s have label %.0f: AUC and KS need both classes; choose another split or a longer"
              + " observation window",
          source.source().weight() == null
              ? rows + " " + set + " rows"
              : set + " rows that weigh anything",
          seen.getDouble(at + 1));
    }
  }
}
