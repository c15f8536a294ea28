package dev.tributary.fl.jobs.data;

import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.cells.ColumnProfile;
import dev.tributary.connectors.cells.TableProfile;
import dev.tributary.fl.data.ColumnName;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Supervised;
import dev.tributary.fl.spark.align.IdReport;
import dev.tributary.fl.spark.align.IdShape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StringType;

/**
 * What in a party's own table looks like an accident: ids that will not meet, columns that came
 * along by mistake, columns that know the outcome. Told to their owner only, in plan and run.
 */
final class DataWarnings {
  /** Names that tools give what had none: the index of a pandas frame, a header left out. */
  private static final Pattern BY_ACCIDENT =
      Pattern.compile("__index_level_\\d+__|Unnamed: ?\\d+([._].*)?|_c\\d+|level_\\d+|index");

  /** What tools write for nothing, in small letters. */
  private static final Set<String> NOTHING =
      Set.of("na", "null", "none", "nan", "#n/a", "n/a", "<na>", "nil", "nat");

  private static final double OFTEN_MISSING = 0.5;
  private static final double NEARLY_UNIQUE = 0.93;
  private static final int DENSE = 3;
  private static final double LONG_NUMBER = 1e7;
  private static final int LEAST_ROWS = 100;
  private static final double TELLING_AUC = 0.95;
  private static final int MOST_NAMED = 5;

  private final List<String> warnings = new ArrayList<>();
  private final JobFile job;
  private final SourceTable table;

  private DataWarnings(JobFile job, SourceTable table) {
    this.job = job;
    this.table = table;
  }

  /** One line each; none is empty. */
  static List<String> of(JobFile job, SourceTable table, IdReport ids) {
    DataWarnings warnings = new DataWarnings(job, table);
    warnings.warnings.addAll(ofIds(job, table, ids));
    warnings.repeats(ids);
    warnings.words();
    warnings.rounded();
    warnings.columns();
    if (job.train().algorithm().partition().pools()) {
      OutstandingValues.warning(table).ifPresent(warnings.warnings::add);
      warnings.oneLabel();
    }
    warnings.outcomes();
    return List.copyOf(warnings.warnings);
  }

  /** Those of ids that are matched, which scoring tells of too. */
  static List<String> ofIds(JobFile job, SourceTable table, IdReport ids) {
    DataWarnings warnings = new DataWarnings(job, table);
    if (job.align().protocol() != null) {
      warnings.spellings(ids);
      warnings.folders();
    }
    return List.copyOf(warnings.warnings);
  }

  private void spellings(IdReport ids) {
    boolean alike = ids.letters() == ids.ids() && (ids.upper() == 0 || ids.lower() == 0);
    if (ids.letters() > 0 && !alike) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d ids have letters (%,d upper-case, %,d lower-case ones), which match only"
                  + " in the same case: see how all parties write them, or agree on"
                  + " align.normalize, such as {%s: [upper]}",
              ids.letters(),
              ids.ids(),
              ids.upper(),
              ids.lower(),
              job.align().key().get(0)));
    }
    ids.shapes().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> shape(entry.getKey(), entry.getValue(), ids.ids()));
    if (ids.spaced() > 0) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%,d ids have white space in them, which must be the same at all parties: see how"
                  + " they write it, or agree on align.normalize, such as {%s: [no-spaces]}",
              ids.spaced(),
              job.align().key().get(0)));
    }
    if (ids.alike() > 0) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%,d ids differ from another one only in case or white space, such as '%s': if they"
                  + " are the same person, leave one row",
              ids.alike(),
              ids.alikeExample()));
    }
  }

  /** Of ids that are not matched: as many rows may be meant, and may be the same table twice. */
  private void repeats(IdReport ids) {
    if (ids.repeated() > 0) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d rows repeat the id of another row, such as '%s': each counts as a row of"
                  + " its own%s%s",
              ids.repeated(),
              ids.ids(),
              ids.repeatedExample(),
              job.train().section() instanceof Supervised
                  ? ", and intervals take it for another person"
                  : "",
              job.privacy() == null ? "" : "; privacy protects a row, so such people less"));
    }
  }

  /**
   * Spark takes the names of folders for numbers where they look so, and a zero in front is lost.
   */
  private void folders() {
    for (String name : table.source().id()) {
      if (table.partitionColumns().contains(name)
          && !(table.rows().schema().apply(name).dataType() instanceof StringType)) {
        warnings.add(
            String.format(
                "the id column '%s' stands in the names of folders, which Spark reads as numbers,"
                    + " so that 007 is 7: if the others write it otherwise, set"
                    + " spark.sql.sources.partitionColumnTypeInference.enabled: false in"
                    + " spark.conf",
                name));
      }
    }
  }

  private void shape(IdShape shape, IdReport.Shaped shaped, long ids) {
    String alike =
        "they meet only what the others write in the same way; make them alike in the source";
    String cure =
        switch (shape) {
          case NO_ID ->
              "if these rows have no id, leave them out with data.where: "
                  + withoutId(shaped.example());
          case EXPONENT -> "their last digits are lost; export the column again as text";
          case UNUSUAL -> alike + ", or agree on align.normalize: nfkc";
          case PUNCTUATED ->
              alike + ", or agree on align.normalize: digits, where nothing else keeps ids apart";
          default -> alike;
        };
    warnings.add(
        String.format(
            Locale.ROOT,
            "%,d of %,d ids %s%s, such as '%s': %s",
            shaped.count(),
            ids,
            shape.words(),
            job.align().normalize() == null || shape == IdShape.EXPONENT ? "" : " (as normalised)",
            shaped.example(),
            cure));
  }

  /**
   * A condition on the cells as the source has them, by which rows with such an id are left out.
   */
  private String withoutId(String example) {
    List<String> columns = table.source().id();
    String[] parts = columns.size() == 1 ? new String[] {example} : example.split(", ", -1);
    for (int c = 0; c < columns.size() && parts.length == columns.size(); c++) {
      if (NOTHING.contains(parts[c].strip().toLowerCase(Locale.ROOT))) {
        return without(columns.get(c), parts[c]);
      }
    }
    return without(columns.get(0), "null");
  }

  private static String without(String column, String word) {
    return "\"upper(trim("
        + ColumnName.spelled(column)
        + ")) <> '"
        + word.strip().toUpperCase(Locale.ROOT)
        + "'\"";
  }

  /** Two words that differ in case only may be one. */
  private void words() {
    List<String> words = List.copyOf(table.profile().labels().keySet());
    for (String word : words) {
      if (NOTHING.contains(word.toLowerCase(Locale.ROOT)) && table.source().positive() != null) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "label '%s' is '%s' in %,d rows, which counts as %s: if these rows have no label,"
                    + " leave them out with data.where: %s",
                table.source().label(),
                word,
                table.profile().labels().get(word),
                TableProfile.isPositive(word, String.valueOf(table.source().positive()))
                    ? "1"
                    : "0",
                without(table.source().label(), word)));
      }
    }
    if (words.size() == 2
        && !table.profile().moreLabels()
        && words.get(0).equalsIgnoreCase(words.get(1))) {
      warnings.add(
          String.format(
              "the two labels '%s' and '%s' differ in case only: if they mean the same, write them"
                  + " alike",
              words.get(0), words.get(1)));
    }
  }

  private void rounded() {
    for (ColumnProfile column : table.profile().columns()) {
      if (column.rounded() > 0) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "%,d of %,d numbers in column '%s' have more digits or are larger than a double"
                    + " holds, such as %s, so that different ones become one: if they are keys,"
                    + " leave the column out with data.exclude",
                column.rounded(),
                column.present(),
                column.name(),
                column.roundedExample()));
      }
    }
  }

  private void columns() {
    Set<String> features = new HashSet<>(table.features());
    List<ColumnProfile> columns =
        table.profile().columns().stream().filter(c -> features.contains(c.name())).toList();
    name("look like ids among the features", columns, c -> looksLikeId(c.name()));
    boolean headless = !table.source().location().option("header", "true").equals("true");
    name(
        "have a name that a tool gave them, as the index of a pandas frame has",
        columns,
        c -> !headless && BY_ACCIDENT.matcher(c.name()).matches());
    name("number the rows", columns, c -> c.rows() >= LEAST_ROWS && c.rowNumbers());
    name(
        "have another whole number in nearly every row, of at most three times as many, as running"
            + " numbers do",
        columns,
        c -> nearlyUnique(c) && !c.rowNumbers() && dense(c));
    name(
        "have another whole number in nearly every row, all of one length from eight digits on, as"
            + " account numbers do",
        columns,
        c -> nearlyUnique(c) && !c.rowNumbers() && !dense(c) && ofOneLength(c));
    name(
        "say how the table is cut into folders",
        columns,
        c -> table.partitionColumns().contains(c.name()));
    name("have one value in every row", columns, ColumnProfile::constant);
    name("are missing in every row", columns, c -> c.present() == 0);
    name(
        "are missing in more than half of the rows",
        columns,
        c -> c.present() > 0 && c.missing() > OFTEN_MISSING * c.rows());
  }

  /** By a count to 2.3 %, so three of its standard errors below all. */
  private static boolean nearlyUnique(ColumnProfile column) {
    return column.rows() >= LEAST_ROWS && column.distinct() >= NEARLY_UNIQUE * column.rows();
  }

  /**
   * Of measures, as incomes, nearly all may differ too, but not where there are so few numbers to
   * choose from: of n draws out of 3 n, equally likely ones, 85 % differ, and of others fewer.
   */
  private static boolean dense(ColumnProfile column) {
    return column.most() - column.least() < DENSE * column.present();
  }

  private static boolean ofOneLength(ColumnProfile column) {
    return column.least() >= LONG_NUMBER
        && Math.floor(Math.log10(column.least())) == Math.floor(Math.log10(column.most()));
  }

  private boolean looksLikeId(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return job.align().key().contains(name) || lower.equals("id") || lower.endsWith("_id");
  }

  /**
   * Said in plan and run where nobody looks for columns that know the outcome, though there may be
   * some.
   */
  static Optional<String> notLookedFor(JobFile job, SourceTable table) {
    return learnsAPair(job, table) ? ColumnRanking.unranked(table) : Optional.empty();
  }

  private static boolean learnsAPair(JobFile job, SourceTable table) {
    return table.source().label() != null
        && job.train().section() instanceof Supervised learned
        && learned.objective().domain().isPair();
  }

  private void outcomes() {
    if (!learnsAPair(job, table)) {
      return;
    }
    Map<String, Double> telling = ColumnRanking.above(TELLING_AUC, table);
    if (!telling.isEmpty()) {
      add(
          "tell the label by themselves, with an AUC above " + TELLING_AUC,
          telling.entrySet().stream()
              .map(c -> String.format(Locale.ROOT, "%s (%.3f)", c.getKey(), c.getValue()))
              .toList(),
          "are they known before the outcome is? data.exclude leaves columns out");
    }
  }

  /** In a job of one party's labels it is an error. */
  private void oneLabel() {
    if (table.source().label() != null
        && job.train().section() instanceof Supervised learned
        && learned.objective().domain().values() > 1
        && table.profile().column(table.source().label()).constant()) {
      Set<String> words = table.profile().labels().keySet();
      warnings.add(
          String.format(
              Locale.ROOT,
              "every label here is %s%s: the joint model has others' labels to learn from, and of"
                  + " your own rows alone there is none",
              words.size() == 1 ? words.iterator().next() : "the same",
              table.source().positive() == null
                  ? ""
                  : " (data.positive: " + table.source().positive() + ")"));
    }
  }

  private void name(String what, List<ColumnProfile> columns, Predicate<ColumnProfile> which) {
    List<String> names = columns.stream().filter(which).map(ColumnProfile::name).toList();
    if (!names.isEmpty()) {
      add(what, names, "data.exclude leaves columns out");
    }
  }

  private void add(String what, List<String> columns, String cure) {
    warnings.add(
        "columns that "
            + what
            + " ("
            + columns.size()
            + "): "
            + columns.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
            + (columns.size() > MOST_NAMED ? ", ..." : "")
            + "; "
            + cure);
  }
}
