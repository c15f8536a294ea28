package dev.tributary.fl.vertical.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.model.FeatureImportance;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.SumNoise;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.nodesums.PlainLinearMap;
import dev.tributary.fl.vertical.nodesums.lattice.LatticeLinearMap;
import dev.tributary.fl.vertical.nodesums.lattice.SigmaOut;
import dev.tributary.protocol.PartyId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A feature party that asks instead of answering: it offers one useful bitmap as 3^5 candidates,
 * leaves the noise out and adds to the sums of each a term that depends on five entries of a
 * secret, largest for the candidate whose number spells them. The secrets are toys here, in the
 * clear; under the cipher the party makes such terms from what it holds encrypted.
 *
 * <p>No check of the winner sees this, since the winner's sums are right. What bounds it is that
 * nothing but the winner is told: the cipher's dimension has room for that ({@code WinnersTold}).
 */
class AskingPartyTest {
  private static final int ENTRIES = 5;
  private static final int CANDIDATES = 243;
  private static final SumNoise NOISE = new SumNoise(10, 10);
  private static final TreeParameters PARAMETERS = TreeParameters.DEFAULTS;
  private static final long GRADIENT = 300;
  private static final long HESSIAN = 500;

  /** How the copies differ. */
  enum Terms {
    /** Each a small multiple of what the secret says, up or down. */
    SMALL_MULTIPLES {
      @Override
      long of(int[] guess, int[] secret) {
        long term = 0;
        for (int e = 0; e < ENTRIES; e++) {
          term += 2 * guess[e] * secret[e] - guess[e] * guess[e];
        }
        return term;
      }
    },
    /** All but the winner lowered, by as much as one likes: the winner opens to the last bit. */
    LOWERED {
      @Override
      long of(int[] guess, int[] secret) {
        long squares = 0;
        for (int e = 0; e < ENTRIES; e++) {
          squares += (guess[e] - secret[e]) * (guess[e] - secret[e]);
        }
        return -20 * squares;
      }
    };

    abstract long of(int[] guess, int[] secret);
  }

  @ParameterizedTest
  @EnumSource
  void aWinnerTellsTheLogarithmOfTheCandidatesAndOpensHonestly(Terms terms) {
    Random random = new Random(8);
    int[] secret = new int[31 * ENTRIES];
    Arrays.setAll(secret, i -> random.nextInt(3) - 1);
    int[] told = new int[secret.length];
    for (int node = 0; node < 31; node++) {
      int[] asked = Arrays.copyOfRange(secret, node * ENTRIES, (node + 1) * ENTRIES);
      System.arraycopy(entries(winner(terms, asked)), 0, told, node * ENTRIES, ENTRIES);
    }
    assertThat(told).as("31 nodes of a tree").isEqualTo(secret);
  }

  /** Chooses as the label party does, and checks the winner as it does. */
  private static int winner(Terms terms, int[] secret) {
    long[] gradients = new long[CANDIDATES];
    long[] hessians = new long[CANDIDATES];
    for (int candidate = 0; candidate < CANDIDATES; candidate++) {
      gradients[candidate] = GRADIENT + terms.of(entries(candidate), secret);
      hessians[candidate] = HESSIAN;
    }
    NodeSums sums = new NodeSums(gradients, hessians, NOISE);
    List<NodeSums> sources = List.of(new NodeSums(new long[0], new long[0], SumNoise.NONE), sums);
    List<CandidateSet> active = List.of(CandidateSet.all(0), CandidateSet.all(CANDIDATES));
    SplitFinder.BestSplit best =
        new SplitFinder(PARAMETERS, 0, SplitDirections.NONE)
            .find(sources, active, 0, 2 * HESSIAN, LeafBounds.NONE)
            .orElseThrow();
    OpenNode parent = new OpenNode(0, null, null);
    parent.answered = sources;
    OpenNode left = new OpenNode(1, parent, null);
    left.own = new NodeTotals(GRADIENT, HESSIAN, 1);
    new ClaimedSums(List.of(new PartyId("bureau")), 0, 0)
        .check(List.of(parent), List.of(Optional.of(best)), List.of(left, left));
    return best.candidate();
  }

  private static int[] entries(int candidate) {
    int[] entries = new int[ENTRIES];
    for (int e = 0, rest = candidate; e < ENTRIES; e++, rest /= 3) {
      entries[e] = rest % 3 - 1;
    }
    return entries;
  }

  /**
   * The gain that a feature party is told at the end is of exact sums. Of its answered ones it
   * would be a number of 53 bits that depends on whatever it added to these.
   */
  @Test
  void theGainToldAtTheEndIsThatOfExactSums() {
    FeatureImportance exact = importance(PlainLinearMap::new);
    FeatureImportance noisy = importance(() -> new LatticeLinearMap(SigmaOut.of(1)));
    assertThat(noisy.frequency()).isEqualTo(exact.frequency());
    assertThat(noisy.gain()).isCloseTo(exact.gain(), within(1e-9 * exact.gain()));
    assertThat(noisy.cover()).isCloseTo(exact.cover(), within(1e-9 * exact.cover()));
  }

  /** One column of two values, which parts the labels well: there is one split to choose. */
  private static FeatureImportance importance(Supplier<LinearMap> map) {
    RowOrder rows = new RowOrder(600, 0, 10);
    Random random = new Random(4);
    double[] labels = new double[610];
    double[] column = new double[610];
    for (int row = 0; row < labels.length; row++) {
      column[row] = row % 2;
      labels[row] = random.nextInt(10) < 8 ? column[row] : 1 - column[row];
    }
    Table own = new Table(List.of("nothing"), new double[][] {new double[610]});
    Table other = new Table(List.of("column"), new double[][] {column});
    Federation f = new Federation(rows, labels, own, List.of(other));
    f.blocks = 1;
    f.map = map;
    Federation.Outcome outcome =
        f.train(TreeParameters.DEFAULTS.withTrees(3).withDepth(1), Objective.binary());
    return outcome.features().get(0).importances().get(0);
  }
}
