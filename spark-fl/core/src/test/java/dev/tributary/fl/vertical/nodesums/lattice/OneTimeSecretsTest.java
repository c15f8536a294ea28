package dev.tributary.fl.vertical.nodesums.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.lattice.LatticePlan;
import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.NoiseBudget;
import dev.tributary.fl.RecordedPieces;
import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.training.GradientPairs;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.CandidateSums;
import dev.tributary.fl.vertical.nodesums.LevelChannels;
import dev.tributary.fl.vertical.nodesums.PlainLinearMap;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What seeds are drawn for, seen from outside: pieces, and the errors of sums that the label party
 * knows from the plaintext twin. Two rounds with the same gradients and nodes, each of which takes
 * a batch: 128 channels, over which a standard deviation is known to 1 / 16. Five times that is the
 * slack.
 */
class OneTimeSecretsTest {
  private static final int ROWS = 900;
  private static final int NODES = 64;
  private static final int LEVEL = 7;
  private static final int ROUNDS = 2;
  private static final double SIGMA_OUT = 0.5;
  private static final double SLACK = 5.0 / 16;

  /** A column with missing values, then the same column of one threshold in two blocks. */
  private static final int BINS = 32;

  private static final int COPY = 2 * BINS - 1;

  /** Column ranges and the public key. */
  private static final int SECRETS = ColumnRange.cut(LatticeSet.Q32).size() + 1;

  private static final LatticeLinearMap MAP = new LatticeLinearMap(SigmaOut.of(SIGMA_OUT));

  private static RecordedPieces label;
  private static RecordedPieces feature;

  /** By round, candidate and channel. */
  private static double[][][] errors;

  /** Deviation of what every sum has of its own, in the unit of {@link #SIGMA_OUT}. */
  private static double own;

  @BeforeAll
  static void run() {
    MapPair pair = new MapPair(41, MapPair.shape(ROWS, 1, ROUNDS, LEVEL + 1), blocks());
    pair.labelExchange = end -> label = new RecordedPieces(end);
    pair.featureExchange = end -> feature = new RecordedPieces(end);
    GradientPairs pairs = pair.pairs(1);
    LevelChannels channels = pair.level(LEVEL, NODES);
    CandidateSet all = CandidateSet.all(pair.order.layout().total());
    List<MapPair.Call> calls =
        IntStream.range(0, ROUNDS)
            .mapToObj(round -> new MapPair.Call(round, pairs, channels, all))
            .toList();
    List<CandidateSums> noisy = pair.run(MAP, MAP, calls);
    pair.labelExchange = UnaryOperator.identity();
    pair.featureExchange = UnaryOperator.identity();
    CandidateSums exact =
        pair.run(new PlainLinearMap(), new PlainLinearMap(), calls.subList(0, 1)).get(0);
    errors = noisy.stream().map(sums -> errors(sums, exact)).toArray(double[][][]::new);
    LatticePlan plan =
        PlanMessage.of(pair.shape, all.candidates(), SigmaOut.of(SIGMA_OUT), pair.bounds).plan();
    double flood = plan.scales().get(0).flood();
    own = SIGMA_OUT * NoiseBudget.of(plan.set(), plan.rows()).parts(flood).own() / flood;
  }

  private static List<BinnedBlock> blocks() {
    Random random = new Random(42);
    int rows = MapPair.shape(ROWS, 1, ROUNDS, LEVEL + 1).rows().rows();
    byte[][] bins = new byte[2][rows];
    for (int row = 0; row < rows; row++) {
      bins[0][row] = (byte) (random.nextInt(4) == 0 ? BINS : random.nextInt(BINS));
      bins[1][row] = (byte) random.nextInt(2);
    }
    BinnedBlock twice = block(2, false, bins[1]);
    return List.of(block(BINS, true, bins[0]), twice, twice);
  }

  private static BinnedBlock block(int valueBins, boolean missing, byte[] bins) {
    return new BinnedBlock(
        new int[] {0}, new int[] {valueBins}, new boolean[] {missing}, new byte[][] {bins});
  }

  private static double[][] errors(CandidateSums noisy, CandidateSums exact) {
    double unit = Math.scalb(1.0, -MapPair.FRACTION_BITS);
    double[][] errors = new double[noisy.candidates()][2 * NODES];
    for (int id = 0; id < errors.length; id++) {
      for (int node = 0; node < NODES; node++) {
        errors[id][2 * node] = (noisy.gradient(id, node) - exact.gradient(id, node)) * unit;
        errors[id][2 * node + 1] = (noisy.hessian(id, node) - exact.hessian(id, node)) * unit;
      }
    }
    return errors;
  }

  private static double deviation(IntToDoubleFunction ofChannel) {
    return Math.sqrt(
        IntStream.range(0, 2 * NODES)
            .mapToDouble(ofChannel)
            .map(error -> error * error)
            .average()
            .orElseThrow());
  }

  /**
   * The two directions of a threshold differ by the missing bin, and all present values from all
   * rows too: with noise of their own, as large as agreed, the mean over all thresholds would see
   * the bin through a third of the noise.
   */
  @Test
  void averagingBothDirectionsOfEveryThresholdSeesTheMissingBinNoBetterThanAgreed() {
    for (double[][] ofRound : errors) {
      double missing =
          deviation(
              channel -> {
                double sum = -ofRound[BINS - 1][channel];
                for (int t = 0; t < BINS - 1; t++) {
                  sum += ofRound[BINS + t][channel] - ofRound[t][channel];
                }
                return sum / BINS;
              });
      assertThat(missing / SIGMA_OUT).isCloseTo(1, within(SLACK));
    }
  }

  @Test
  void everySumHasTheNoiseAgreedAndRootTwoOfItWithMissingValuesLeft() {
    for (double[][] ofRound : errors) {
      for (int id = 0; id < ofRound.length; id++) {
        double planned = SIGMA_OUT * (id >= BINS && id < COPY ? Math.sqrt(2) : 1);
        double[] ofCandidate = ofRound[id];
        // Seven deviations, for 130 sums.
        assertThat(deviation(channel -> ofCandidate[channel]) / planned)
            .as("candidate %d", id)
            .isCloseTo(1, within(0.44));
      }
    }
  }

  /** Of a column that is in two blocks: neither more noise to average, nor none left between. */
  @Test
  void theSameSumInTwoBlocksDiffersByWhatEachHasOfItsOwn() {
    for (double[][] ofRound : errors) {
      double between = deviation(channel -> ofRound[COPY][channel] - ofRound[COPY + 1][channel]);
      assertThat(between / own / Math.sqrt(2)).isCloseTo(1, within(SLACK));
    }
    assertThat(own).isLessThan(SIGMA_OUT / 4);
  }

  @Test
  void theSameSumInTwoCallsHasOtherNoiseOfBothKinds() {
    double calls = deviation(channel -> errors[0][COPY][channel] - errors[1][COPY][channel]);
    assertThat(calls / SIGMA_OUT / Math.sqrt(2)).as("in common").isCloseTo(1, within(SLACK));
    double ofTheirOwn =
        deviation(
            channel ->
                errors[0][COPY][channel]
                    - errors[0][COPY + 1][channel]
                    - errors[1][COPY][channel]
                    + errors[1][COPY + 1][channel]);
    assertThat(ofTheirOwn / own / 2).as("of their own").isCloseTo(1, within(SLACK));
  }

  /** All that a batch's secrets follow from beside the seed is the same for all batches. */
  @Test
  void everyBatchHasSecretsOfItsOwn() {
    for (int shard = 0; shard < SECRETS; shard++) {
      assertThat(label.piece(0, LatticeSteps.secrets(0), shard))
          .as("piece %d", shard)
          .isNotEqualTo(label.piece(0, LatticeSteps.secrets(1), shard));
    }
  }

  /** Two blocks with the same column have the same halves but for the fresh zeros. */
  @Test
  void everyBlockHasFreshZerosOfItsOwn() {
    for (int batch = 0; batch < ROUNDS; batch++) {
      assertThat(feature.piece(0, LatticeSteps.halves(batch), 1))
          .isNotEqualTo(feature.piece(0, LatticeSteps.halves(batch), 2));
    }
  }
}
