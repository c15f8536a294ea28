package dev.tributary.crypto.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.prg.SeedTree;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WholeMapTest {
  private static final int ROWS = 6000;
  private static final long SEED = 42;
  private final Random random = new Random(SEED);

  /**
   * The noise without the flood against the planner's prediction over 1,024 words and two batches:
   * the variance estimate has a relative standard deviation of sqrt(2 / 2048) = 3 %, and every row
   * of the hint shares its errors between channels, so 15 % is five of these. No word may be beyond
   * six standard deviations (one in 5 * 10^8).
   */
  @ParameterizedTest
  @EnumSource
  void noiseIsWhatThePlannerPredicts(LatticeSet set) {
    WholeMap map = new WholeMap(set, WholeMap.randomColumn(random, ROWS));
    double squares = 0;
    int count = 0;
    NoiseBudget budget = NoiseBudget.of(set, ROWS / WholeMap.BINS);
    for (int run = 0; run < 2; run++) {
      byte[] seed = SeedTree.derive(new byte[32], "run", run);
      WholeMap.Batch batch = map.new Batch(seed);
      long[][] words = words(set, ROWS);
      long[][] got = batch.call(words, batch.errors(seed), 0, seed);
      long[][] plain = map.plain(words);
      for (int i = 0; i < got.length; i++) {
        for (int c = 0; c < got[i].length; c++) {
          double noise = set.centred(got[i][c] - plain[i][c]);
          assertThat(Math.abs(noise)).isLessThan(6.2 * budget.hidden());
          squares += noise * noise;
          count++;
        }
      }
    }
    double measured = Math.sqrt(squares / count);
    System.out.printf(
        "%s: noise %.1f, predicted %.1f %s%n", set, measured, budget.hidden(), budget);
    assertThat(measured / budget.hidden()).describedAs("seed %d", SEED).isCloseTo(1, within(0.15));
  }

  /** All samples in one bin, all other bins empty, every value at the largest magnitude. */
  @ParameterizedTest
  @EnumSource
  void extremesDecode(LatticeSet set) {
    byte[] column = new byte[ROWS];
    Arrays.fill(column, (byte) 5);
    WholeMap map = new WholeMap(set, column);
    byte[] seed = SeedTree.derive(new byte[32], "extremes");
    WholeMap.Batch batch = map.new Batch(seed);
    long largest = (long) (0.9 * Math.pow(2, set.modulusBits() - 1) / ROWS);
    long[][] words = new long[ROWS][LatticeSet.CHANNELS];
    for (long[] row : words) {
      for (int c = 0; c < row.length; c++) {
        row[c] = c % 3 == 0 ? largest : c % 3 == 1 ? -largest : 0;
      }
    }
    double flood = NoiseBudget.of(set, ROWS).smallestFlood();
    long[][] got = batch.call(words, batch.errors(seed), flood, seed);
    long[][] plain = map.plain(words);
    for (int i = 0; i < got.length; i++) {
      for (int c = 0; c < got[i].length; c++) {
        // No reduction modulo q: nothing may wrap. Six standard deviations of the flood.
        assertThat(Math.abs((double) (got[i][c] - plain[i][c]))).isLessThan(6.1 * flood);
      }
    }
  }

  private long[][] words(LatticeSet set, int rows) {
    long[][] words = new long[rows][LatticeSet.CHANNELS];
    for (long[] row : words) {
      for (int c = 0; c < row.length; c++) {
        row[c] = set.centred(random.nextLong()) / rows;
      }
    }
    return words;
  }
}
