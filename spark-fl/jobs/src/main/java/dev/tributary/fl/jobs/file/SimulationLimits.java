package dev.tributary.fl.jobs.file;

import dev.tributary.connectors.TableSource;
import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the {@code simulate:} section of a job may ask of the machine that reads it. A job file
 * comes from others: it may say which table files are read and how much memory a party takes, and
 * nothing that could name a class, load code, open a connection or run elsewhere.
 *
 * <p>Options of a reader count as code: Spark hands those of files on to Hadoop's configuration,
 * where some name classes and one ({@code parquet.private.read.filter.predicate}) is a serialized
 * object.
 */
final class SimulationLimits {
  private static final String FILE = "file:";

  private static final Pattern LOCAL =
      Pattern.compile("local(\\[(\\*|[0-9]{1,3})(,[0-9]{1,3})?])?");

  private static final Pattern SIZE = Pattern.compile("[0-9]{1,6}[kmgKMG]");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,6}");

  private static final Map<String, Pattern> CONF =
      new TreeMap<>(
          Map.of(
              "spark.driver.memory", SIZE,
              "spark.driver.maxResultSize", SIZE,
              "spark.executor.memory", SIZE,
              "spark.executor.cores", COUNT,
              "spark.sql.shuffle.partitions", COUNT,
              "spark.default.parallelism", COUNT));

  private static final List<String> FORMATS = List.of("csv", "parquet", "orc", "json", "avro");

  private static final Set<String> OPTIONS =
      new TreeSet<>(
          Set.of(
              "allowComments",
              "charset",
              "comment",
              "dateFormat",
              "datetimeRebaseMode",
              "delimiter",
              "emptyValue",
              "encoding",
              "enforceSchema",
              "escape",
              "header",
              "ignoreLeadingWhiteSpace",
              "ignoreTrailingWhiteSpace",
              "inferSchema",
              "lineSep",
              "locale",
              "maxCharsPerColumn",
              "maxColumns",
              "mergeSchema",
              "mode",
              "multiLine",
              "nanValue",
              "negativeInf",
              "nullValue",
              "pathGlobFilter",
              "positiveInf",
              "quote",
              "recursiveFileLookup",
              "sep",
              "timestampFormat"));

  private static final Set<String> OPTIONS_IN_ANY_CASE =
      OPTIONS.stream().map(SimulationLimits::lower).collect(Collectors.toUnmodifiableSet());

  private SimulationLimits() {}

  /** USER with the key that goes beyond. */
  static void check(SparkSection spark) {
    if (!LOCAL.matcher(spark.master()).matches()) {
      throw FederationException.user(
          "spark.master of simulate must be local, local[N] or local[*]: a job file comes from"
              + " others, and a cluster is asked by PARTY.yaml only. Provided value: %s",
          spark.master());
    }
    spark.conf().forEach(SimulationLimits::check);
  }

  private static void check(String key, Object value) {
    Pattern form = CONF.get(key);
    if (form == null) {
      throw FederationException.user(
          "spark.conf of simulate must not set '%s': a job file comes from others, and some"
              + " properties run code. It may set %s; set others in conf/spark-defaults.conf of your"
              + " own Spark",
          key, String.join(", ", CONF.keySet()));
    }
    if (!form.matcher(String.valueOf(value)).matches()) {
      throw FederationException.user(
          "%s of simulate must be %s. Provided value: %s",
          key, form == SIZE ? "a size such as 2g" : "a whole number up to 999999", value);
    }
  }

  /** The same of a table: a file that this machine can read, in a format that is only data. */
  static void check(TableSource data) {
    if (!FORMATS.contains(data.format())) {
      throw FederationException.user(
          "data.format of simulate must be one of %s: a job file comes from others, and other formats"
              + " load code or open connections; export the table to one of these."
              + " Provided value: %s",
          String.join(", ", FORMATS), data.format());
    }
    if (data.path() != null && !ofThisMachine(data.path())) {
      throw FederationException.user(
          "data.path of simulate must name files of this machine, without another scheme or host: a"
              + " job file comes from others and must not open connections. Provided value: %s",
          data.path());
    }
    for (String option : data.options().keySet()) {
      if (!OPTIONS_IN_ANY_CASE.contains(lower(option))) {
        throw FederationException.user(
            "data.options of simulate must not have '%s': a job file comes from others, and some"
                + " options name classes. It may have %s",
            option, String.join(", ", OPTIONS));
      }
    }
  }

  /** Whether Hadoop, which takes what stands before a first colon for a scheme, stays here. */
  private static boolean ofThisMachine(String path) {
    String rest = path.startsWith(FILE) ? path.substring(FILE.length()) : path;
    int colon = rest.indexOf(':');
    int slash = rest.indexOf('/');
    boolean scheme = colon >= 0 && (slash < 0 || colon < slash);
    boolean host = rest.startsWith("//") && !rest.startsWith("///");
    return !scheme && !host;
  }

  private static String lower(String option) {
    return option.toLowerCase(Locale.ROOT);
  }
}
