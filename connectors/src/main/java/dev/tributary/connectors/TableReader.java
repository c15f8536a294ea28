package dev.tributary.connectors;

import dev.tributary.connectors.cells.CellTable;
import dev.tributary.connectors.cells.TableProfile;
import dev.tributary.connectors.cells.Undecoded;
import dev.tributary.connectors.cells.UnreadableCells;
import dev.tributary.connectors.files.Unreadable;
import dev.tributary.connectors.spi.OpenTable;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;

/**
 * Opens a party's table. Text formats are read as text, without a pass over the data to guess
 * types. One pass looks at every cell that is used; rows of CSV that do not fit the header are
 * errors, also where their cells are not used.
 */
public final class TableReader {
  /** Columns that a run adds begin like this. */
  private static final String RESERVED = "tributary_";

  private static final String WHERE = "data.where";

  private static final int MOST_NAMED = 30;
  private static final int MOST_OTHERS = 10;

  /** Names of no more letters are near to any other. */
  private static final int SHORT = 2;

  private final SparkSession spark;
  private final TableSource source;
  private final OpenTable table;
  private final List<String> names;
  private final Set<String> present;

  /**
   * Opens the table; no cell is read yet.
   *
   * @throws FederationException USER if there is no such table
   */
  public TableReader(SparkSession spark, TableSource source) {
    this(spark, source, TableFormats.of(source.format()).open(spark, source.location()));
  }

  private TableReader(SparkSession spark, TableSource source, OpenTable table) {
    this.spark = spark;
    this.source = source;
    this.table = table;
    this.names = List.of(table.schema().fieldNames());
    this.present = new LinkedHashSet<>(names);
  }

  /** Names of all columns. */
  public List<String> columns() {
    return names;
  }

  /**
   * Other columns of the same table, which is not opened again.
   *
   * @param label null for none
   * @param weight null for none
   */
  public TableReader using(String label, String weight, List<String> columns) {
    return new TableReader(spark, source.with(label, weight, columns), table);
  }

  /**
   * The columns that the source names, all cells checked.
   *
   * @throws FederationException USER for columns that are absent or hold what they should not
   */
  public SourceTable read() {
    requireDecoded();
    source.types().keySet().forEach(name -> require(name, "types"));
    source.missing().columns().forEach(name -> require(name, "missing"));
    requireIds();
    Set<String> used = new LinkedHashSet<>();
    source.id().forEach(id -> use(used, id, "id"));
    if (source.label() != null) {
      use(used, source.label(), "label");
    }
    if (source.weight() != null) {
      use(used, source.weight(), "weight");
    }
    if (source.offset() != null) {
      use(used, source.offset(), "offset");
    }
    List<String> features = features(used);
    features.forEach(feature -> use(used, feature, "columns"));
    source.monotone().keySet().forEach(name -> requireFeature(name, features));
    List<String> numbers = new ArrayList<>(features);
    if (source.weight() != null) {
      numbers.add(0, source.weight());
    }
    if (source.offset() != null) {
      numbers.add(0, source.offset());
    }
    List<String> others =
        source.split().stream()
            .filter(name -> !used.contains(require(name, "split")))
            .distinct()
            .toList();
    Optional<FilteredTable> filtered = filtered();
    CellTable cells =
        new CellTable(
            spark,
            filtered.isPresent() ? filtered.get() : table,
            new CellTable.Columns(
                source.id(),
                source.label(),
                source.positive() == null ? null : String.valueOf(source.positive()),
                numbers,
                others,
                source.types(),
                source.missing(),
                doubled()));
    CellTable.Scanned scanned = Unreadable.guard(source.location(), cells::scan);
    if (!scanned.unreadable().isEmpty()) {
      throw refusal(scanned.unreadable().get(0), scanned);
    }
    requireSingleQuotes(scanned.profile());
    KeptRows kept =
        filtered
            .map(some -> Unreadable.guard(source.location(), () -> some.kept(WHERE)))
            .orElseGet(() -> KeptRows.all(scanned.profile().rows()));
    if (kept.kept() == 0 && kept.all() > 0) {
      throw FederationException.user(
          "data.where is true for none of %d rows: correct it", kept.all());
    }
    return new SourceTable(
        cells.rows(),
        source,
        features,
        scanned.profile(),
        kept,
        table.bytes(),
        table.partitionColumns(),
        cells.truths(features));
  }

  /**
   * Two quotes, where CSV says that a quote in quotes is doubled and Spark is not told so;
   * otherwise null.
   */
  private String doubled() {
    String quote = source.location().option("quote", "\"");
    return source.format().equals("csv")
            && !quote.isEmpty()
            && !source.location().option("escape", "\\").equals(quote)
        ? quote + quote
        : null;
  }

  /** The same of labels, which are compared with data.positive. */
  private void requireSingleQuotes(TableProfile profile) {
    String doubled = doubled();
    profile
        .labels()
        .forEach(
            (word, rows) -> {
              if (doubled != null && word.contains(doubled)) {
                throw doubledQuotes(new UnreadableCells(source.label(), rows, "", word, ""));
              }
            });
  }

  private FederationException doubledQuotes(UnreadableCells bad) {
    return FederationException.user(
        "column '%s' has %s: set data.options: {escape: %s}, which reads them as single ones",
        bad.column(),
        bad.doubled(),
        source.location().option("quote", "\"").equals("'") ? "\"'\"" : "'\"'");
  }

  private Optional<FilteredTable> filtered() {
    if (source.where() == null) {
      return Optional.empty();
    }
    RowCondition condition = RowCondition.checked(WHERE, source.where());
    Set<String> columns = new LinkedHashSet<>();
    for (String name : condition.columns()) {
      columns.add(RowCondition.match(name, names).orElseGet(() -> require(name, "where")));
    }
    return Optional.of(FilteredTable.of(table, condition, columns));
  }

  /** Names of which a character was lost may have been two names. */
  private void requireDecoded() {
    List<String> lost = names.stream().filter(Undecoded::in).toList();
    if (!lost.isEmpty()) {
      throw FederationException.user(
          "%d of %d column names have characters that cannot be read, such as '%s': %s",
          lost.size(), names.size(), lost.get(0), Undecoded.CURE);
    }
  }

  /** A row without an id is an error, so a marker of missing ids would do nothing. */
  private void requireIds() {
    for (String id : source.id()) {
      if (source.missing().columns().contains(id)) {
        throw FederationException.user(
            "data.missing must not name the id column '%s': leave rows without an id out of the"
                + " data",
            id);
      }
    }
  }

  private void requireFeature(String name, List<String> features) {
    if (!features.contains(require(name, "monotone"))) {
      throw FederationException.user(
          "data.monotone names the column '%s', which is no feature: take it out of data.monotone,"
              + " or name it in data.columns",
          name);
    }
  }

  private List<String> features(Set<String> used) {
    if (source.columns() == null) {
      Set<String> others = new HashSet<>(source.split());
      if (source.exclude() != null) {
        source.exclude().forEach(name -> others.add(require(name, "exclude")));
      }
      return names.stream().filter(name -> !used.contains(name) && !others.contains(name)).toList();
    }
    for (String name : source.columns()) {
      if (used.contains(name)) {
        throw FederationException.user(
            "data.columns must not name the id, label, weight or offset column '%s'", name);
      }
    }
    return source.columns();
  }

  private void use(Set<String> used, String name, String key) {
    if (require(name, key).toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
      throw FederationException.user(
          "column '%s' has a name that the run needs itself: rename it", name);
    }
    if (!used.add(name)) {
      throw FederationException.user("data.%s must not name the column '%s' again", key, name);
    }
  }

  private String require(String name, String key) {
    if (!present.contains(name)) {
      throw FederationException.user(
          "data.%s names the column '%s', which the data does not have%s",
          key,
          name,
          Spelling.nearest(name, names)
              .filter(near -> name.length() > SHORT || near.strip().equalsIgnoreCase(name))
              .map(near -> "; did you mean '" + near + "'?")
              .orElse("; it has: " + String.join(", ", names.stream().limit(MOST_NAMED).toList())));
    }
    return name;
  }

  /** All about the first column; of the others only who they are, so that one look mends all. */
  private FederationException refusal(UnreadableCells bad, CellTable.Scanned scanned) {
    if (Undecoded.in(bad.example())) {
      return FederationException.user(
          "column '%s' has %s: %s", bad.column(), bad.undecoded(), Undecoded.CURE);
    }
    boolean compared = source.id().contains(bad.column()) || source.split().contains(bad.column());
    if (compared && doubled() != null && bad.example().contains(doubled())) {
      return doubledQuotes(bad);
    }
    if (source.id().contains(bad.column())) {
      return FederationException.user(
          "id column '%s' has %s: %s", bad.column(), bad.words(), idCure(bad));
    }
    if (bad.column().equals(source.label())) {
      return LabelWordsError.of(source.label(), scanned.profile());
    }
    if (scanned.profile().columns().stream().noneMatch(c -> c.name().equals(bad.column()))) {
      return FederationException.user(
          "column '%s' of data.split has %s: correct them, or leave the column out of data.types, and"
              + " let the split say cast or to_date",
          bad.column(), bad.words());
    }
    String others = others(scanned.unreadable());
    if (!bad.advice().isEmpty() && !source.types().containsKey(bad.column())) {
      return FederationException.user(
          "column '%s' has %s: %s; what stands for a missing value is named in data.missing%s",
          bad.column(), bad.words(), bad.advice(), others);
    }
    if (holdsWords(bad, scanned)) {
      return FederationException.user(
          "column '%s' has %s: %s; what stands for a missing value is named in data.missing%s",
          bad.column(), bad.words(), UnreadableCells.CATEGORIES, others);
    }
    return FederationException.user(
        "column '%s' has %s: correct them, name what stands for a missing value in data.missing,"
            + " %sor %s%s",
        bad.column(),
        bad.words(),
        source.types().containsKey(bad.column()) && bad.number()
            ? "declare data.types." + bad.column() + ": double, "
            : "",
        bad.column().equals(source.weight())
            ? "name another column in data.weight"
            : bad.column().equals(source.offset())
                ? "name another column in data.offset"
                : "leave the column out with data.exclude",
        others);
  }

  /** Who else has such cells, after the first. */
  private static String others(List<UnreadableCells> all) {
    if (all.size() == 1) {
      return "";
    }
    return ". Cells that are not what they should be are in "
        + (all.size() - 1)
        + " more: "
        + all.stream()
            .skip(1)
            .limit(MOST_OTHERS)
            .map(UnreadableCells::column)
            .collect(Collectors.joining(", "))
        + (all.size() - 1 > MOST_OTHERS ? ", ..." : "");
  }

  /** A feature without a declared type, of whose cells most are no number at all. */
  private boolean holdsWords(UnreadableCells bad, CellTable.Scanned scanned) {
    return !bad.number()
        && !source.types().containsKey(bad.column())
        && !bad.column().equals(source.weight())
        && !bad.column().equals(source.offset())
        && bad.count() >= scanned.profile().column(bad.column()).present();
  }

  private String idCure(UnreadableCells bad) {
    if (bad.exponent() && table.schema().apply(bad.column()).dataType() instanceof StringType) {
      return "a spreadsheet has rounded them, so that their last digits are lost: export the table"
          + " again with the ids as text";
    }
    DataType type = table.schema().apply(bad.column()).dataType();
    String declare = "declare data.types." + bad.column() + ": ";
    if (bad.wholeNumber()) {
      return declare + "bigint" + (type instanceof StringType ? " or string" : "");
    }
    return type instanceof StringType
        ? declare + "string"
        : "write them as text or whole numbers in the source";
  }
}
