package dev.tributary.fl.jobs.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** XGBoost's {@code hist} on the joined table, in a Python that has it. */
final class XgBoost {
  private final Path data;
  private final Path folder;
  private final PrintStream err;

  /**
   * @param data the two tables
   * @param folder for the script and its result
   */
  XgBoost(Path data, Path folder, PrintStream err) {
    this.data = data;
    this.folder = folder;
    this.err = err;
  }

  /** Seconds per tree; empty where Python, xgboost, pandas or pyarrow is missing. */
  Optional<Double> run(TreeWorkload workload) {
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
                  data.toString(),
                  String.valueOf(workload.trees()),
                  String.valueOf(workload.depth()),
                  String.valueOf(workload.bins()),
                  result.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("xgboost.log").toFile())
              .start();
      if (python.waitFor() == 0) {
        return Optional.of(JsonFile.read(result).path("seconds-per-tree").asDouble());
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
}
