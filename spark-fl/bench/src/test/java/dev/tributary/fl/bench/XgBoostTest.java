package dev.tributary.fl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.feature.BlockLayout;
import dev.tributary.fl.feature.QuantileCuts;
import dev.tributary.fl.vertical.tree.TrainingResult;
import dev.tributary.fl.vertical.tree.TreeParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real XGBoost, where {@code python3} has it. */
final class XgBoostTest {
  private static final int ROWS = 20_000;
  private static final int FEATURES = 12;
  private static final int BINS = 32;
  private static final int TREES = 10;

  @TempDir Path folder;

  @Test
  void growsAsGoodTreesOnTheTwinsBins() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        isInstalled(), "python3 has no xgboost and numpy here: nothing to compare with");
    BinnedTable table = table();
    table.write(folder);

    Optional<XgBoost.Measured> xgboost =
        new XgBoost(folder, folder, System.err).run(TREES, 5, BINS, 2);
    TrainingResult twin = table.train(TreeParameters.DEFAULTS.withTrees(TREES), 2);

    assertThat(xgboost).as(Files.readString(folder.resolve("xgboost.log"))).isPresent();
    double loss = twin.rounds().get(TREES - 1).trainingLoss();
    // The twin's fixed point and XGBoost's floats may choose differently among equal splits.
    assertThat(xgboost.orElseThrow().logLoss()).isCloseTo(loss, within(1e-3 * loss));
  }

  private static boolean isInstalled() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", "import numpy, xgboost")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noPython) {
      return false;
    }
  }

  /** A label of four columns; a tenth of the values of every third column are missing. */
  private static BinnedTable table() {
    SplittableRandom random = new SplittableRandom(5);
    double[][] values = new double[FEATURES][ROWS];
    double[] labels = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      double signal = random.nextGaussian();
      for (int f = 0; f < FEATURES; f++) {
        boolean missing = f % 3 == 0 && random.nextInt(10) == 0;
        values[f][row] = missing ? Double.NaN : random.nextGaussian();
        signal += f < 4 && !missing ? values[f][row] : 0;
      }
      labels[row] = signal > 2 ? 1 : 0;
    }
    List<String> names = IntStream.range(0, FEATURES).mapToObj(f -> "x" + f).toList();
    FeatureCuts cuts = new QuantileCuts(BINS, 1).of(names, values);
    return new BinnedTable(cuts, BlockLayout.natural(FEATURES, 2).bin(cuts, values), labels);
  }
}
