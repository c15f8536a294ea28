package dev.tributary.fl.jobs.data;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.cells.ColumnProfile;
import dev.tributary.connectors.cells.TableProfile;
import dev.tributary.fl.horizontal.rows.RowCheck;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Supervised;
import dev.tributary.fl.training.LabelDomain;
import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;

/** Checks the label and weight columns of the whole table before any other party is contacted. */
public final class LabelColumn {
  private LabelColumn() {}

  /**
   * USER for an empty table, a missing label, one outside the domain and bad weights, two words of
   * which none is the positive; and for one class, unless the job learns from the rows of several
   * parties.
   */
  static void check(SourceTable source, JobFile job, Supervised train) {
    ColumnProfile label = label(source);
    if (label.missing() > 0) {
      throw missing(label, source.profile());
    }
    checkDomain(source, label, train);
    checkWeights(source);
    if (job.train().algorithm().partition().pools()) {
      requirePositiveOfTwo(source);
      return;
    }
    requirePositive(source);
    if (label.least() == label.most() && train.objective().domain().values() > 1) {
      throw FederationException.user(
          "every label is %s: there is nothing to learn; check data.label",
          source.source().positive() == null
              ? label.least()
              : String.join(", ", source.profile().labels().keySet()));
    }
  }

  /** Which of two words is 1 and which is 0, and how often each stands; empty for numbers. */
  static List<String> words(SourceTable source) {
    if (source.source().positive() == null) {
      return List.of();
    }
    String positive = String.valueOf(source.source().positive());
    return List.of(
        source.profile().labels().entrySet().stream()
            .map(
                label ->
                    String.format(
                        Locale.ROOT,
                        "'%s' counts as %s (%,d rows)",
                        label.getKey(),
                        TableProfile.isPositive(label.getKey(), positive) ? "1" : "0",
                        label.getValue()))
            .collect(Collectors.joining(", ", "label " + source.source().label() + ": ", "")));
  }

  /**
   * USER for an empty table or a label outside the domain; some or all may be missing, and all may
   * be the one that is not positive: a later outcome is not known yet.
   */
  public static void checkKnown(SourceTable source, Supervised train) {
    ColumnProfile label = label(source);
    if (label.present() > 0) {
      checkDomain(source, label, train);
      requirePositiveOfTwo(source);
      checkWeights(source);
    }
  }

  /** A marker for all columns may be a class: of labels -1 and 1 it takes every other row. */
  private static FederationException missing(ColumnProfile label, TableProfile seen) {
    return seen.marked().isEmpty()
        ? FederationException.user(
            "%d of %d rows have no label: leave them out of the data",
            label.missing(), label.rows())
        : FederationException.user(
            "%d of %d rows have no label, among them %s, which data.missing takes for none: if that"
                + " is a label, let data.missing name it for other columns only, otherwise leave"
                + " these rows out of the data",
            label.missing(), label.rows(), seen.countedMarked());
  }

  private static void checkWeights(SourceTable source) {
    if (source.source().weight() == null) {
      return;
    }
    ColumnProfile seen = source.profile().column(source.source().weight());
    if (seen.missing() == 0 && seen.least() == 0 && seen.most() == 0) {
      throw FederationException.user(
          "every weight in column '%s' is 0: no row would count; correct data.weight", seen.name());
    }
    if (seen.most() > RowCheck.LARGEST_WEIGHT && !Double.isInfinite(seen.most())) {
      throw FederationException.user(
          "column '%s' has weights above 1e8, beside which others would drown: divide all of them,"
              + " or correct data.weight. Provided value: %s",
          seen.name(), seen.most());
    }
    if (seen.missing() > 0 || seen.least() < 0 || Double.isInfinite(seen.most())) {
      Column weight = SourceTable.column(source.source().weight());
      Column fits = weight.geq(0).and(weight.lt(Double.POSITIVE_INFINITY));
      throw FederationException.user(
          "%d rows have a weight that is missing, negative or not finite: correct data.weight",
          source.<Long>look(rows -> rows.filter(not(coalesce(fits, lit(false)))).count()));
    }
  }

  /** USER for an empty table. */
  private static ColumnProfile label(SourceTable source) {
    if (source.profile().rows() == 0) {
      throw FederationException.user("the data has no rows: check data.path and data.options");
    }
    return source.profile().column(source.source().label());
  }

  private static void checkDomain(SourceTable source, ColumnProfile label, Supervised train) {
    if (source.source().positive() != null) {
      checkWords(source, train);
      return;
    }
    LabelDomain domain = train.objective().domain();
    require(
        domain.contains(label.least(), label.most(), label.whole()), domain.rule(), source, train);
  }

  /** Two words of which one is the positive: a third would count as 0 without being asked. */
  private static void checkWords(SourceTable source, Supervised train) {
    String positive = String.valueOf(source.source().positive());
    if (!train.objective().domain().isPair()) {
      throw FederationException.user(
          "data.positive goes with objective: binary, and the job has objective: %s: leave it out",
          train.objective().name());
    }
    TableProfile seen = source.profile();
    if (seen.labels().size() > 2 || seen.moreLabels()) {
      throw FederationException.user(
          "label '%s' has more than two values, %s, of which data.positive: %s would take all"
              + " others for 0: leave rows out of the data",
          source.source().label(), seen.countedLabels(), positive);
    }
  }

  /** Labels of one word may all be the other one. */
  private static void requirePositiveOfTwo(SourceTable source) {
    if (source.profile().labels().size() > 1) {
      requirePositive(source);
    }
  }

  /** A word that no label is may be misspelt. */
  private static void requirePositive(SourceTable source) {
    TableProfile seen = source.profile();
    if (source.source().positive() != null && seen.column(source.source().label()).most() == 0) {
      throw FederationException.user(
          "no label is data.positive: %s; label '%s' is %s: correct data.positive or data.label",
          source.source().positive(), source.source().label(), seen.countedLabels());
    }
  }

  private static void require(boolean holds, String rule, SourceTable source, Supervised train) {
    if (holds) {
      return;
    }
    TableProfile seen = source.profile();
    ColumnProfile label = seen.column(source.source().label());
    boolean pair = seen.labels().size() == 2 && !seen.moreLabels();
    throw FederationException.user(
        "labels must be %s for objective: %s, and %s here: %schoose another objective or correct"
            + " data.label",
        rule,
        train.objective().name(),
        train.objective().domain().isPair() && !seen.moreLabels()
            ? "are " + seen.countedLabels()
            : "lie between " + label.least() + " and " + label.most(),
        train.objective().domain().isPair() && pair
            ? "say which one counts as 1, such as data.positive: "
                + seen.labels().keySet().stream().reduce((a, b) -> b).orElseThrow()
                + ", "
            : "");
  }
}
