package dev.tributary.fl.jobs.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import dev.tributary.connectors.SourceTable;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.SplitSection;
import dev.tributary.fl.jobs.file.Supervised;
import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.fl.training.LabelDomain;
import dev.tributary.protocol.FederationException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** Checks the label and weight columns of the whole table before any other party is contacted. */
public final class LabelColumn {
  private LabelColumn() {}

  /** USER for an empty table, a missing label, one outside the domain, one class, bad weights. */
  static void check(SourceTable source, Supervised train) {
    Row seen = summary(source);
    long rows = seen.getLong(0);
    if (seen.getLong(1) < rows) {
      throw FederationException.user(
          "%d of %d rows have no label: leave them out of the data", rows - seen.getLong(1), rows);
    }
    checkDomain(train, seen);
    checkWeights(source);
    if (seen.getLong(4) < train.objective().domain().values()) {
      throw FederationException.user(
          "every label is %s: there is nothing to learn; check data.label", seen.getDouble(2));
    }
  }

  /**
   * USER if no row is of a set that the job asks for, or, where an AUC is asked for, all of them
   * have one label: known here before anything is trained, though the join may still take the last
   * rows away.
   */
  static void checkSets(SourceTable source, JobFile job) {
    Column label = SourceTable.column(source.source().label());
    SplitDraw draw = new SplitDraw(job);
    Column validates = col(SplitDraw.VALIDATION).and(not(col(SplitDraw.TEST)));
    Column validation = when(validates, label);
    Column test = when(col(SplitDraw.TEST), label);
    Row seen =
        source.look(
            rows ->
                draw.mark(rows, source.source().id())
                    .agg(
                        count(test),
                        min(test),
                        max(test),
                        count(validation),
                        min(validation),
                        max(validation))
                    .first());
    SplitSection split = job.split();
    if (split.tests()) {
      checkSet(job, "test", split.test(), seen, 0);
    }
    if (split.validates()) {
      checkSet(job, "validation", split.validationCondition(), seen, 3);
    }
  }

  private static void checkSet(JobFile job, String set, String condition, Row seen, int at) {
    long rows = seen.getLong(at);
    if (rows == 0) {
      throw condition == null
          ? FederationException.user(
              "split.train leaves no %s row in this data: change the shares of split", set)
          : FederationException.user(
              "split.%s matches no row (%s): correct it, or leave it out to have no %s rows",
              set, condition, set);
    }
    if (Supervised.of(job).objective().labelsToJudge() > 1
        && seen.getDouble(at + 1) == seen.getDouble(at + 2)) {
      throw FederationException.user(
          "all %d %s rows have label %.0f: AUC and KS need both classes; choose another split or"
              + " a longer observation window",
          rows, set, seen.getDouble(at + 1));
    }
  }

  /** USER for an empty table or a label outside the domain; some or all may be missing. */
  public static void checkKnown(SourceTable source, Supervised train) {
    Row seen = summary(source);
    if (seen.getLong(1) > 0) {
      checkDomain(train, seen);
      checkWeights(source);
    }
  }

  private static void checkWeights(SourceTable source) {
    if (source.source().weight() != null) {
      Column weight = SourceTable.column(source.source().weight());
      Column fits = weight.geq(0).and(weight.lt(Double.POSITIVE_INFINITY));
      long bad = source.look(rows -> rows.filter(not(coalesce(fits, lit(false)))).count());
      if (bad > 0) {
        throw FederationException.user(
            "%d rows have a weight that is missing, negative or not finite: correct data.weight",
            bad);
      }
    }
  }

  /** Rows, labels, least, largest, different and whole ones; USER for an empty table. */
  private static Row summary(SourceTable source) {
    Column label = SourceTable.column(source.source().label());
    Column whole = label.equalTo(label.cast("long").cast("double"));
    Row seen =
        source.look(
            rows ->
                rows.agg(
                        count(lit(1)),
                        count(label),
                        min(label),
                        max(label),
                        countDistinct(label),
                        count(when(whole, 1)))
                    .first());
    if (seen.getLong(0) == 0) {
      throw FederationException.user("the data has no rows: check data.path and data.options");
    }
    return seen;
  }

  private static void checkDomain(Supervised train, Row seen) {
    checkDomain(train, seen.getDouble(2), seen.getDouble(3), seen.getLong(5) == seen.getLong(1));
  }

  private static void checkDomain(Supervised train, double least, double most, boolean whole) {
    LabelDomain domain = train.objective().domain();
    if (!domain.contains(least, most, whole)) {
      throw FederationException.user(
          "labels must be %s for objective: %s, and lie between %s and %s here: choose another"
              + " objective or correct data.label",
          domain.rule(), train.objective().name(), least, most);
    }
  }
}
