package dev.tributary.connectors.cells;

import dev.tributary.connectors.spi.OpenTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Columns of an open table as ids and numbers. */
public final class CellTable {
  private final SparkSession spark;
  private final OpenTable table;
  private final Columns columns;
  private final CellReading reading;
  private final CellReading looked;
  private final ColumnKinds kinds;

  /**
   * What a table's columns are for.
   *
   * @param ids key columns
   * @param label or null
   * @param positive the label that stands for 1, or null where labels are numbers
   * @param others columns of numbers
   * @param plain columns that stay as the source has them, or are of their declared types
   * @param types declared types by column
   * @param markers what stands for a missing value, by column
   * @param doubled two quotes where the reader leaves those of cells in quotes doubled, otherwise
   *     null
   */
  public record Columns(
      List<String> ids,
      String label,
      String positive,
      List<String> others,
      List<String> plain,
      Map<String, String> types,
      MissingMarkers markers,
      String doubled) {}

  /**
   * @throws dev.tributary.protocol.FederationException USER for columns of types that are neither
   */
  public CellTable(SparkSession spark, OpenTable table, Columns columns) {
    this.spark = spark;
    this.table = table;
    this.columns = columns;
    kinds = new ColumnKinds(table.schema(), columns.types(), columns.markers(), columns.doubled());
    Map<String, KeyCell> keys = new HashMap<>();
    columns.ids().forEach(id -> keys.put(id, kinds.key(id)));
    columns.plain().forEach(name -> keys.put(name, kinds.plain(name)));
    Map<String, NumberCell> numbers = new HashMap<>();
    if (columns.label() != null) {
      numbers.put(columns.label(), kinds.label(columns.label(), columns.positive()));
    }
    List<NumberCell> others = kinds.numbers(columns.others());
    for (int c = 0; c < others.size(); c++) {
      numbers.put(columns.others().get(c), others.get(c));
    }
    String[] names =
        Arrays.stream(table.schema().fieldNames())
            .filter(name -> keys.containsKey(name) || numbers.containsKey(name))
            .toArray(String[]::new);
    reading =
        new CellReading(
            names,
            Arrays.stream(names).map(keys::get).toArray(KeyCell[]::new),
            Arrays.stream(names).map(numbers::get).toArray(NumberCell[]::new));
    Set<String> read = new HashSet<>(columns.ids());
    read.addAll(columns.plain());
    read.addAll(numbers.keySet());
    looked = reading.only(read);
  }

  /** Those of some columns of numbers that are true or false. */
  public Set<String> truths(List<String> some) {
    return some.stream().filter(kinds::truth).collect(Collectors.toSet());
  }

  /** Looks at every cell. */
  public Scanned scan() {
    Map<String, Integer> places = looked.places();
    int label = columns.label() == null ? -1 : places.get(columns.label());
    CellScan scan =
        CellScan.of(
            table.wholeRows(List.of(looked.names())).queryExecution().toRdd().toJavaRDD(),
            looked,
            columns.ids().stream().mapToInt(places::get).toArray(),
            label,
            label < 0 ? null : table.schema().apply(columns.label()).dataType());
    return new Scanned(profile(scan), unreadable(scan));
  }

  /**
   * What a look at every cell has shown.
   *
   * @param profile of the numbers
   * @param unreadable the columns, in order, with cells that are not what they should be
   */
  public record Scanned(TableProfile profile, List<UnreadableCells> unreadable) {}

  /** The columns, read whenever they are asked for; others of the table are not touched then. */
  public Dataset<Row> rows() {
    return spark.baseRelationToDataFrame(new CellRelation(spark.sqlContext(), table, reading));
  }

  private TableProfile profile(CellScan scan) {
    Map<String, Integer> places = looked.places();
    List<ColumnProfile> profiles = new ArrayList<>();
    ColumnTallies seen = scan.columns();
    for (String name : numbers()) {
      int c = places.get(name);
      boolean everyRow = seen.present[c] == scan.rows();
      profiles.add(
          new ColumnProfile(
              name,
              scan.rows(),
              seen.present[c],
              seen.least[c],
              seen.most[c],
              seen.mean(c),
              !seen.fractional[c],
              seen.distinct(c),
              everyRow && (seen.counts(c, 0) || seen.counts(c, 1)),
              seen.rounded[c],
              seen.rounded[c] == 0 ? "" : seen.roundedExample[c]));
    }
    return new TableProfile(
        scan.rows(), profiles, scan.labels().counts, scan.labels().more, scan.marked().counts);
  }

  private List<String> numbers() {
    return Stream.concat(Stream.ofNullable(columns.label()), columns.others().stream()).toList();
  }

  /** Ids first, then in the order in which columns were asked for. */
  private List<UnreadableCells> unreadable(CellScan scan) {
    Map<String, Integer> places = looked.places();
    ColumnTallies seen = scan.columns();
    return Stream.of(columns.ids(), numbers(), columns.plain())
        .flatMap(List::stream)
        .map(places::get)
        .filter(c -> seen.bad[c] > 0)
        .map(
            c ->
                new UnreadableCells(
                    looked.names()[c],
                    seen.bad[c],
                    looked.isKey(c) ? looked.keys()[c].kind() : looked.numbers()[c].kind(),
                    seen.example[c],
                    seen.exampleRow[c]))
        .toList();
  }
}
