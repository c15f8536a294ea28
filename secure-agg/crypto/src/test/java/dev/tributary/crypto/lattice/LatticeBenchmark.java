package dev.tributary.crypto.lattice;

import dev.tributary.crypto.prg.SeedTree;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Every kernel at q = 2^32; a score is nanoseconds per elementary operation: word addition, modular
 * multiply-add, word of A S, transform.
 *
 * <p>With the vector module on the class path, {@code auto} is its kernels; Paillier's addition in
 * the same run is {@link dev.tributary.crypto.paillier.PaillierAdditionBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class LatticeBenchmark {
  private static final LatticeSet SET = LatticeSet.Q32;
  private static final int ROWS = 32_768;
  private static final int FEATURES = 8;
  private static final int BINS = 32;
  private static final int GROUPS = 32;

  /** Which kernels. */
  @Param({"plain", "auto"})
  public String kernels;

  private WordKernels chosen;
  private final byte[] joint = SeedTree.derive(new byte[32], "joint");
  private final PublicMatrix matrix = new PublicMatrix(SET, joint);
  private final InnerRing ring = new InnerRing(SET, joint);
  private final OuterSecret secret = new OuterSecret(SET, joint);
  private final InnerKey key = new InnerKey(ring, SeedTree.derive(joint, "key"));
  private final byte[][] columns = new byte[FEATURES][ROWS];
  private final int[] bins = new int[FEATURES];
  private final WordMatrix words16 = new WordMatrix(SET, ROWS, 16);
  private final WordMatrix words8 = new WordMatrix(SET, ROWS, 8);
  private final WordMatrix words4 = new WordMatrix(SET, ROWS, 4);
  private final WordMatrix words2 = new WordMatrix(SET, ROWS, 2);
  private final double[][] element = RingNtt.element();
  private final double[][] full = RingNtt.full();
  private HintBlock hint;
  private EncryptedSecrets secrets;
  private long[][] dense;

  /** Random bins, a hint of 32 groups (1,024 candidates). */
  @Setup
  public void fill() {
    Random random = new Random(1);
    chosen = WordKernels.Best.choose(kernels);
    for (int f = 0; f < FEATURES; f++) {
      bins[f] = BINS;
      for (int r = 0; r < ROWS; r++) {
        columns[f][r] = (byte) random.nextInt(BINS);
      }
    }
    hint = HintBlock.of(new WordMatrix(SET, GROUPS * 32, SET.dimension()), ring);
    secrets = key.encrypt(secret, 0, 256);
    dense = new long[256][SET.dimension()];
  }

  @Benchmark
  @OperationsPerInvocation(ROWS * FEATURES * 1280)
  public HintSums hintBuild() {
    HintSums sums = new HintSums(SET, bins, chosen);
    sums.add(matrix, columns, 0, 0, ROWS);
    return sums;
  }

  @Benchmark
  @OperationsPerInvocation(ROWS * FEATURES * 16)
  public BinSums answer16Channels() {
    BinSums sums = new BinSums(SET, bins, 16, chosen);
    sums.add(columns, 0, words16);
    return sums;
  }

  @Benchmark
  @OperationsPerInvocation(ROWS * FEATURES * 8)
  public BinSums answer8Channels() {
    BinSums sums = new BinSums(SET, bins, 8, chosen);
    sums.add(columns, 0, words8);
    return sums;
  }

  @Benchmark
  @OperationsPerInvocation(ROWS * FEATURES * 4)
  public BinSums answer4Channels() {
    BinSums sums = new BinSums(SET, bins, 4, chosen);
    sums.add(columns, 0, words4);
    return sums;
  }

  @Benchmark
  @OperationsPerInvocation(ROWS * FEATURES * 2)
  public BinSums answer2Channels() {
    BinSums sums = new BinSums(SET, bins, 2, chosen);
    sums.add(columns, 0, words2);
    return sums;
  }

  /** Per word of A S. */
  @Benchmark
  @OperationsPerInvocation(16 * 256 * 128)
  public WordMatrix secretProductModule() {
    return secret.times(matrix, 0, 16);
  }

  /** The same product without the structure: 1,280 multiply-adds a word. */
  @Benchmark
  @OperationsPerInvocation(256 * 128)
  public int[] secretProductPlain() {
    int[] out = new int[256 * 128];
    int[] row = new int[128];
    for (int r = 0; r < 256; r++) {
      Arrays.fill(row, 0);
      for (int j = 0; j < SET.dimension(); j++) {
        addRow(row, (int) dense[r][j], j);
      }
      System.arraycopy(row, 0, out, r * 128, 128);
    }
    return out;
  }

  private void addRow(int[] into, int factor, int j) {
    for (int c = 0; c < 128; c++) {
      into[c] += factor * secret.at(j, c);
    }
  }

  /** Per multiply-add. */
  @Benchmark
  @OperationsPerInvocation(96 * GROUPS * 256 * 128)
  public PointProduct hintProduct() {
    PointProduct product = new PointProduct(hint, chosen);
    product.add(secrets);
    return product;
  }

  /** Per transform of 4,096 points. */
  @Benchmark
  public double[][] ntt() {
    ring.rings[0].toSplit(element);
    ring.rings[0].toFull(element, full);
    return full;
  }

  /** Per column of S: three primes. */
  @Benchmark
  @OperationsPerInvocation(16)
  public EncryptedSecrets encryptColumn() {
    return key.encrypt(secret, 0, 16);
  }

  /** Per group: corrections of one ciphertext. */
  @Benchmark
  public WordMatrix correction() {
    return key.corrections(new WordMatrix(SET, 1, LatticeSet.RING), 32);
  }
}
