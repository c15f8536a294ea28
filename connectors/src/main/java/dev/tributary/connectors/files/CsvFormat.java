package dev.tributary.connectors.files;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.tributary.connectors.spi.OpenTable;
import dev.tributary.connectors.spi.TableFormat;
import dev.tributary.connectors.spi.TableLocation;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * CSV, read as text without a pass over the data to guess types. The header is looked at before
 * Spark renames what is unnamed or repeated in it; a row that does not fit it is an error.
 */
public final class CsvFormat implements TableFormat {
  /** Wider than any table we know of; Spark's own limit is 20,480. */
  private static final int MOST_COLUMNS = 200_000;

  private static final List<String> SEPARATORS = List.of(";", "\t", "|", ",");

  @Override
  public boolean reads(String format) {
    return format.equals("csv");
  }

  @Override
  public OpenTable open(SparkSession spark, TableLocation at) {
    ReaderOptions.requireOfText(spark, at);
    DataFiles files = DataFiles.find(spark, at);
    FileKind.require(files, at.format());
    UnreadFiles.requireNone(spark, at, files);
    if (at.option("header", "true").equalsIgnoreCase("true")) {
      requireHeader(spark, at, files);
    }
    // Spark does not compare a row's length with the header's where it leaves columns out.
    Dataset<Row> whole =
        Unreadable.guard(
            at, () -> reader(spark, at).option("columnPruning", false).load(at.path()));
    Dataset<Row> narrow = Unreadable.guard(at, () -> reader(spark, at).load(at.path()));
    return new SparkTable(whole, narrow, files.bytes(), SparkFiles.partitionColumns(whole));
  }

  private static DataFrameReader reader(SparkSession spark, TableLocation at) {
    return spark
        .read()
        .format("csv")
        .option("header", true)
        .option("enforceSchema", false)
        .option("mode", "FAILFAST")
        .option("maxColumns", MOST_COLUMNS)
        .options(at.options());
  }

  private static void requireHeader(SparkSession spark, TableLocation at, DataFiles files) {
    boolean caseSensitive = SparkFiles.caseSensitive(spark);
    List<FileStatus> some = files.some();
    List<String> lines = some.stream().map(file -> files.firstLine(file, at)).toList();
    List<String> first = header(at, lines.get(0));
    String name = some.get(0).getPath().getName();
    requireTable(lines.get(0), at, name);
    requireSeparator(first, at, name);
    ColumnNames.requireNamed(first, name);
    ColumnNames.requireDistinct(first, caseSensitive, name);
    for (int f = 1; f < lines.size(); f++) {
      if (!lines.get(f).equals(lines.get(0))) {
        FileSchemas.requireAlike(
            name,
            first,
            some.get(f).getPath().getName(),
            header(at, lines.get(f)),
            "write them with one header");
      }
    }
  }

  /** The names in a line, by the parser that Spark uses. */
  private static List<String> header(TableLocation at, String line) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setMaxColumns(MOST_COLUMNS);
    settings.setMaxCharsPerColumn(-1);
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.getFormat().setDelimiter(separator(at));
    settings.getFormat().setQuote(character(at.option("quote", "\"")));
    settings.getFormat().setQuoteEscape(character(at.option("escape", "\\")));
    String[] names = new CsvParser(settings).parseLine(line);
    return names == null ? List.of() : Arrays.asList(names);
  }

  private static String separator(TableLocation at) {
    String given = at.option("sep", at.option("delimiter", ","));
    return given.equals("\\t") ? "\t" : given;
  }

  private static char character(String option) {
    return option.isEmpty() ? '\0' : option.charAt(0);
  }

  /** Lines that some programs write before the header. */
  private static void requireTable(String line, TableLocation at, String name) {
    if (line.startsWith("#") && at.option("comment", "").isEmpty()) {
      throw FederationException.user(
          "%s begins with '%s' instead of a header: if that is a comment, set data.options: {comment:"
              + " \"#\"}",
          name, line);
    }
    if (line.toLowerCase(Locale.ROOT).matches("\"?sep=.\"?")) {
      throw FederationException.user(
          "%s begins with '%s', which only a spreadsheet reads: remove that line, and set"
              + " data.options: {sep: ...}",
          name, line);
    }
  }

  /** One column that is a whole line: the separator is another. */
  private static void requireSeparator(List<String> header, TableLocation at, String name) {
    String given = separator(at);
    for (String separator : SEPARATORS) {
      if (header.size() == 1 && !separator.equals(given) && header.get(0).contains(separator)) {
        throw FederationException.user(
            "%s has one column, '%s': its separator is not '%s'; set data.options: {sep: \"%s\"}",
            name, header.get(0), given, separator.equals("\t") ? "\\t" : separator);
      }
    }
  }
}
