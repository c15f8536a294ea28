package dev.tributary.fl.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** XGBoost's {@code hist} on a {@link BinnedTable}, in a Python that has it. */
final class XgBoost {
  private final Path table;
  private final Path folder;
  private final PrintStream err;

  /**
   * @param table where the table was written
   * @param folder for the script and its result
   */
  XgBoost(Path table, Path folder, PrintStream err) {
    this.table = table;
    this.folder = folder;
    this.err = err;
  }

  /**
   * Trains; empty where Python, numpy or xgboost is missing.
   *
   * @param bins most value bins of a column
   */
  Optional<Measured> run(int trees, int depth, int bins, int threads) {
    Path script = folder.resolve("xgboost_hist.py");
    Path result = folder.resolve("xgboost.json");
    try (InputStream in = XgBoost.class.getResourceAsStream("xgboost_hist.py")) {
      Files.createDirectories(folder);
      Files.deleteIfExists(result);
      Files.writeString(script, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      Process python =
          new ProcessBuilder(
                  "python3",
                  script.toString(),
                  table.toString(),
                  String.valueOf(trees),
                  String.valueOf(depth),
                  String.valueOf(bins),
                  String.valueOf(threads),
                  result.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("xgboost.log").toFile())
              .start();
      if (python.waitFor() == 0) {
        JsonNode measured = JsonFile.read(result);
        return Optional.of(
            new Measured(
                measured.path("seconds-per-tree").asDouble(),
                measured.path("log-loss").asDouble()));
      }
    } catch (IOException e) {
      err.println("tributary bench: leaving out xgboost: " + e.getMessage());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    err.println("tributary bench: leaving out xgboost; see " + folder.resolve("xgboost.log"));
    return Optional.empty();
  }

  /**
   * One training.
   *
   * @param secondsPerTree binning excluded
   * @param logLoss on the rows it was trained on
   */
  record Measured(double secondsPerTree, double logLoss) {}
}
