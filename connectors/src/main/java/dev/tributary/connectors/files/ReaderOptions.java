package dev.tributary.connectors.files;

import dev.tributary.connectors.spi.TableLocation;
import dev.tributary.protocol.FederationException;

/** Options of Spark's readers of text under which rows or digits would go without a word. */
final class ReaderOptions {
  private static final String FAIL = "FAILFAST";

  private ReaderOptions() {}

  /** USER for such an option. */
  static void require(TableLocation at) {
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
}
