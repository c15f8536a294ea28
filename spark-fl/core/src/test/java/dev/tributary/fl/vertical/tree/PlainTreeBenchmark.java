package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.LocalShards;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Progress;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One boosting round of the plaintext twin on the joined table, two threads: 32 bins, depth 5, 5 %
 * positives, as in the project's anchors for XGBoost {@code hist}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 3, time = 5)
@State(Scope.Benchmark)
public class PlainTreeBenchmark {
  private static final int BINS = 32;
  private static final int TREES = 3;

  @Param({"30000", "300000"})
  public int rows;

  @Param({"140", "1040"})
  public int features;

  private LocalShards<BinnedBlock> blocks;
  private FeatureCuts cuts;
  private double[] labels;

  /** Bins are uniform; the label depends on ten columns. */
  @Setup(Level.Trial)
  public void fill() {
    SplittableRandom random = new SplittableRandom(1);
    byte[][] bins = new byte[features][rows];
    double[] signal = new double[rows];
    for (int f = 0; f < features; f++) {
      for (int row = 0; row < rows; row++) {
        bins[f][row] = (byte) random.nextInt(BINS);
        signal[row] += f < 10 ? (bins[f][row] - 15.5) / 9.2 : 0;
      }
    }
    labels = new double[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] = signal[row] + 2 * random.nextGaussian() > 6.1 ? 1 : 0;
    }
    double[][] thresholds = new double[features][BINS - 1];
    List<String> names = new ArrayList<>();
    for (int f = 0; f < features; f++) {
      names.add("x" + f);
      for (int b = 0; b < BINS - 1; b++) {
        thresholds[f][b] = b;
      }
    }
    cuts = new FeatureCuts(names, thresholds, new boolean[features]);
    blocks = new LocalShards<>(blocks(bins), null, 2);
  }

  private List<BinnedBlock> blocks(byte[][] bins) {
    int perBlock = (features + 7) / 8;
    List<BinnedBlock> result = new ArrayList<>();
    for (int from = 0; from < features; from += perBlock) {
      int n = Math.min(perBlock, features - from);
      int[] numbers = new int[n];
      int[] valueBins = new int[n];
      byte[][] columns = new byte[n][];
      for (int c = 0; c < n; c++) {
        numbers[c] = from + c;
        valueBins[c] = BINS;
        columns[c] = bins[from + c];
      }
      result.add(new BinnedBlock(numbers, valueBins, new boolean[n], columns));
    }
    return result;
  }

  /** {@value #TREES} trees. */
  @Benchmark
  public TrainingResult threeTrees() {
    return VerticalGbt.trainSolo(
        new PartyId("lender"),
        TreeParameters.DEFAULTS.withTrees(TREES),
        Objective.binary(),
        new RowOrder(rows, 0, 0),
        labels,
        null,
        cuts,
        blocks,
        Progress.silent());
  }
}
