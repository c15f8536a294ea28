package dev.tributary.protocol.linearmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.NoiseBudget;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.crypto.prg.SeedTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The vector owner averages whatever reads the same people. It looks at bare noise here, as if all
 * sums were 0, and at 128 channels, over which a standard deviation is known to 1 / 16: five times
 * that is the slack.
 */
class NoiseSourcesTest {
  private static final LatticeSet SET = LatticeSet.Q32;
  private static final int ROWS = 3000;
  private static final int BINS = 32;
  private static final double FLOOD = 4e6;
  private static final double SLACK = 5.0 / 16;
  private static final byte[] SEED = SeedTree.derive(new byte[32], "noise sources");

  /** Two columns in one block, missing for the same people. */
  private static final LeftSums LAYOUT =
      new LeftSums(new int[] {BINS, BINS}, new boolean[] {true, true});

  private final byte[][] columns = columns();
  private final NoiseBudget.Parts parts = NoiseBudget.of(SET, ROWS).parts(FLOOD);

  private static byte[][] columns() {
    Random random = new Random(5);
    byte[][] columns = new byte[2][ROWS];
    for (int row = 0; row < ROWS; row++) {
      boolean missing = random.nextInt(4) == 0;
      for (byte[] column : columns) {
        column[row] = (byte) (missing ? BINS : random.nextInt(BINS));
      }
    }
    return columns;
  }

  /** All differences of the two directions of a threshold, and all present against everybody. */
  @Test
  void theMissingBinIsSeenThroughTheWholeNoiseHoweverManyCandidatesAreAveraged() {
    assertThat(missing(answered(LAYOUT, columns)) / FLOOD).isCloseTo(1, within(SLACK));
    assertThat(missing(independent(LAYOUT)) / FLOOD).as("noise of their own").isLessThan(0.25);
  }

  /** A copy of a column, in another order of its bins, in another block. */
  @Test
  void aColumnTwiceTellsNoMoreThanOnce() {
    LeftSums alone = new LeftSums(new int[] {BINS}, new boolean[] {true});
    byte[][] mirrored = {columns[0].clone()};
    for (int row = 0; row < ROWS; row++) {
      mirrored[0][row] = columns[0][row] == BINS ? BINS : (byte) (BINS - 1 - columns[0][row]);
    }
    byte[][] copied = {columns[0]};
    List<WordMatrix> blocks =
        answered(List.of(alone, alone, alone), List.of(copied, copied, mirrored));
    double[] copy = new double[LatticeSet.CHANNELS];
    double[] reverse = new double[LatticeSet.CHANNELS];
    for (int c = 0; c < copy.length; c++) {
      copy[c] = blocks.get(0).centred(7, c) - blocks.get(1).centred(7, c);
      // Bins 0 to 7 and the rest of those present: 24 thresholds of the mirrored column.
      double present = blocks.get(0).centred(BINS - 1, c);
      reverse[c] = present - blocks.get(2).centred(BINS - 1, c);
    }
    double own = Math.sqrt(2) * parts.own();
    assertThat(deviation(copy) / own).isCloseTo(1, within(SLACK));
    assertThat(deviation(reverse) / own).isCloseTo(1, within(SLACK));
    assertThat(own).isLessThan(FLOOD / 5);
  }

  /** What hides the cipher's own errors, which no two words share, is in every combination. */
  @Test
  void whereTheSharedNoiseCancelsEveryWordsOwnIsLeft() {
    WordMatrix noise = answered(LAYOUT, columns);
    double[] left = new double[LatticeSet.CHANNELS];
    for (int c = 0; c < left.length; c++) {
      left[c] =
          (double) noise.centred(BINS + 3, c) - noise.centred(3, c) + noise.centred(BINS - 1, c);
    }
    NoiseBudget budget = NoiseBudget.of(SET, ROWS);
    assertThat(deviation(left) / (Math.sqrt(3) * parts.own())).isCloseTo(1, within(SLACK));
    assertThat(parts.own())
        .isGreaterThanOrEqualTo(
            NoiseBudget.FLOOD_FACTOR * Math.hypot(budget.inner(), budget.switching()));
    assertThat(parts.shared()).isGreaterThanOrEqualTo(NoiseBudget.FLOOD_FACTOR * budget.outer());
    assertThat(Math.hypot(parts.own(), parts.shared())).isCloseTo(FLOOD, within(1e-6 * FLOOD));
  }

  @Test
  void everyCandidateHasTheNoiseAgreedAndRootTwoOfItWithMissingValuesLeft() {
    WordMatrix noise = answered(LAYOUT, columns);
    for (int row = 0; row < LAYOUT.count(); row++) {
      double[] ofRow = new double[LatticeSet.CHANNELS];
      for (int c = 0; c < ofRow.length; c++) {
        ofRow[c] = noise.centred(row, c);
      }
      boolean missingLeft = row % (2 * BINS - 1) >= BINS;
      double planned = missingLeft ? Math.sqrt(2) : 1;
      // Seven deviations for 126 rows.
      assertThat(deviation(ofRow) / FLOOD / planned).as("row %d", row).isCloseTo(1, within(0.44));
    }
  }

  @Test
  void thresholdsOfOneColumnAndChannelsShareNothing() {
    WordMatrix noise = answered(LAYOUT, columns);
    double rows = 0;
    double channels = 0;
    for (int c = 0; c + 1 < LatticeSet.CHANNELS; c++) {
      for (int t = 0; t + 1 < BINS; t++) {
        rows += (double) noise.centred(t, c) * noise.centred(t + 1, c);
        channels += (double) noise.centred(t, c) * noise.centred(t, c + 1);
      }
    }
    double words = (LatticeSet.CHANNELS - 1) * (BINS - 1);
    double chance = 5 / Math.sqrt(words);
    assertThat(Math.abs(rows) / words / FLOOD / FLOOD).isLessThan(chance);
    assertThat(Math.abs(channels) / words / FLOOD / FLOOD).isLessThan(chance);
  }

  /** The deviation of the best that averaging differences makes of the missing bin. */
  private static double missing(WordMatrix noise) {
    double[] estimates = new double[LatticeSet.CHANNELS];
    for (int c = 0; c < estimates.length; c++) {
      for (int column = 0; column < 2; column++) {
        int first = column * (2 * BINS - 1);
        for (int t = 0; t < BINS - 1; t++) {
          estimates[c] += noise.centred(first + BINS + t, c) - noise.centred(first + t, c);
        }
        estimates[c] -= noise.centred(first + BINS - 1, c);
      }
      estimates[c] /= 2 * BINS;
    }
    return deviation(estimates);
  }

  private static double deviation(double[] values) {
    return Math.sqrt(Arrays.stream(values).map(v -> v * v).average().orElseThrow());
  }

  private WordMatrix answered(MapRows rows, byte[][] of) {
    return answered(List.of(rows), List.<byte[][]>of(of)).get(0);
  }

  private List<WordMatrix> answered(List<MapRows> rows, List<byte[][]> of) {
    List<long[]> tags = new ArrayList<>();
    for (int block = 0; block < rows.size(); block++) {
      tags.add(new MatrixOwnerBlock(SET, rows.get(block)).sampleTags(SEED, of.get(block), ROWS));
    }
    List<NoiseSources> sources = NoiseSources.of(tags);
    List<WordMatrix> answers = new ArrayList<>();
    for (int block = 0; block < rows.size(); block++) {
      WordMatrix words = new WordMatrix(SET, rows.get(block).count(), LatticeSet.CHANNELS);
      byte[] own = SeedTree.derive(SEED, "block", block);
      new AnswerNoise(
              sources.get(block), Collections.nCopies(LatticeSet.CHANNELS, parts), SEED, own)
          .addTo(words);
      answers.add(words);
    }
    return answers;
  }

  /** The broken variant: every candidate has noise of its own. */
  private static WordMatrix independent(MapRows rows) {
    WordMatrix words = new WordMatrix(SET, rows.count(), LatticeSet.CHANNELS);
    double[] floods = new double[LatticeSet.CHANNELS];
    Arrays.fill(floods, FLOOD);
    Flood.addTo(words, floods, SEED);
    return words;
  }
}
