package dev.tributary.connectors.files;

import dev.tributary.connectors.spi.TableLocation;
import dev.tributary.protocol.FederationException;
import org.apache.spark.sql.SparkSession;

/** Options of Spark's readers under which rows, cells or digits would go without a word. */
final class ReaderOptions {
  private static final String FAIL = "FAILFAST";
  private static final String CORRUPT = "ignoreCorruptFiles";
  private static final String MISSING = "ignoreMissingFiles";

  private ReaderOptions() {}

  /** USER for such an option of any format, and for a property of Spark that is its default. */
  static void require(SparkSession spark, TableLocation at) {
    if (isOn(spark, at, CORRUPT)) {
      throw FederationException.user(
          "%s must not be true, which leaves out the rows of files that cannot be read: set it to"
              + " false, and write those files again",
          key(at, CORRUPT));
    }
    if (isOn(spark, at, MISSING)) {
      throw FederationException.user(
          "%s must not be true, which leaves out the rows of files that go while they are read: set"
              + " it to false, and read a table that stays as it is",
          key(at, MISSING));
    }
    String ratio = at.option("samplingRatio", "1");
    if (!isAll(ratio)) {
      throw FederationException.user(
          "data.options must not have samplingRatio: %s, which takes types from a part of the rows,"
              + " so that cells of the others may be lost: leave it out",
          ratio);
    }
  }

  /** The same of formats that are text, which has more ways to be broken. */
  static void requireOfText(SparkSession spark, TableLocation at) {
    require(spark, at);
    String mode = at.option("mode", FAIL);
    if (!mode.equalsIgnoreCase(FAIL)) {
      throw FederationException.user(
          "data.options must not have mode: %s, which drops or empties rows that cannot be read:"
              + " leave it out, and correct those rows",
          mode);
    }
    if (at.option("inferSchema", "false").equalsIgnoreCase("true")) {
      throw FederationException.user(
          "data.options must not have inferSchema: true, which takes zeros in front from ids: leave it"
              + " out, and declare types in data.types where they are needed");
    }
  }

  private static boolean isOn(SparkSession spark, TableLocation at, String option) {
    String otherwise = spark.conf().get(property(option), "false");
    return at.option(option, otherwise).equalsIgnoreCase("true");
  }

  private static String key(TableLocation at, String option) {
    return at.option(option, "").isEmpty()
        ? property(option) + " of spark.conf"
        : "data.options." + option;
  }

  private static String property(String option) {
    return "spark.sql.files." + option;
  }

  private static boolean isAll(String ratio) {
    try {
      return Double.parseDouble(ratio) >= 1;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
