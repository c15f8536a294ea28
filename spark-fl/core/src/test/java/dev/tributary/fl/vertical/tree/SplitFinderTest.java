package dev.tributary.fl.vertical.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.training.SumNoise;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SplitFinderTest {
  private static final TreeParameters PARAMETERS =
      TreeParameters.DEFAULTS.withRegularization(1, 0, 0, 0);
  private static final CandidateSet BOTH = CandidateSet.all(2);

  /** A node of gradient 0 and hessian 100: candidate 0 cuts off next to nothing, 1 a half. */
  private static Optional<SplitFinder.BestSplit> find(SumNoise noise) {
    NodeSums sums = new NodeSums(new long[] {-9, 30}, new long[] {1, 50}, noise);
    return find(sums, SplitDirections.NONE, LeafBounds.NONE);
  }

  private static Optional<SplitFinder.BestSplit> find(
      NodeSums sums, SplitDirections directions, LeafBounds bounds) {
    return new SplitFinder(PARAMETERS, 0, directions)
        .find(List.of(sums), List.of(BOTH), 0, 100, bounds);
  }

  @Test
  void exactSumsAreTakenAsTheyAre() {
    SplitFinder.BestSplit best = find(SumNoise.NONE).orElseThrow();
    assertThat(best.candidate()).isZero();
    assertThat(best.gain()).isCloseTo(81.0 / 2 + 81.0 / 100, within(1e-12));
  }

  @Test
  void tiesGoToOwnFeaturesThenPartyOrderThenCandidateId() {
    NodeSums weak = sums(10, 10);
    NodeSums strong = sums(30, 30);
    assertThat(first(strong, strong, strong)).isEqualTo(new int[] {0, 0});
    assertThat(first(weak, strong, strong)).isEqualTo(new int[] {1, 0});
    assertThat(first(weak, weak, strong)).isEqualTo(new int[] {2, 0});
    assertThat(first(sums(10, 30), strong, strong)).isEqualTo(new int[] {0, 1});
  }

  /** Left sums of two candidates that halve the node. */
  private static NodeSums sums(long first, long second) {
    return new NodeSums(new long[] {first, second}, new long[] {50, 50}, SumNoise.NONE);
  }

  private static int[] first(NodeSums... sources) {
    SplitFinder.BestSplit best =
        new SplitFinder(PARAMETERS, 0, SplitDirections.NONE)
            .find(
                List.of(sources),
                Collections.nCopies(sources.length, BOTH),
                0,
                100,
                LeafBounds.NONE)
            .orElseThrow();
    return new int[] {best.source(), best.candidate()};
  }

  @Test
  void aChildThatNoiseMayHaveMadeIsNoChild() {
    assertThat(find(new SumNoise(0, 0.4)).orElseThrow().candidate()).isZero();
    assertThat(find(new SumNoise(0, 0.6)).orElseThrow().candidate()).isEqualTo(1);
    assertThat(find(new SumNoise(0, 60))).isEmpty();
  }

  @Test
  void whatNoiseAddsToAGainIsTakenOff() {
    SplitFinder.BestSplit best = find(new SumNoise(3, 1)).orElseThrow();
    assertThat(best.candidate()).isEqualTo(1);
    assertThat(best.gain()).isCloseTo((900 - 9) * 2 / 51.0, within(1e-12));
    assertThat(find(new SumNoise(31, 1))).isEmpty();
  }

  @Test
  void theExactGainIsThatOfAChoiceFromExactSumsAndNeverBelowZero() {
    OpenNode left = new OpenNode(1, null, null);
    OpenNode right = new OpenNode(2, null, null);
    left.gradient = -9;
    left.hessian = 1;
    right.gradient = 9;
    right.hessian = 99;
    SplitFinder finder = new SplitFinder(PARAMETERS, 0, SplitDirections.NONE);
    assertThat(finder.exactGain(LeafBounds.NONE, left, right))
        .isEqualTo(find(SumNoise.NONE).orElseThrow().gain());
    left.gradient = 1;
    right.gradient = 99;
    assertThat(finder.exactGain(LeafBounds.NONE, left, right)).isZero();
  }

  /**
   * Left sums 30 and -20: weights right of them less than left are 30 + 30 and -20 - 20 over 51.
   */
  @Test
  void splitsAgainstTheDirectionAreNoCandidates() {
    NodeSums sums = sums(30, -20);
    assertThat(candidate(sums, (source, id) -> 0)).isZero();
    assertThat(candidate(sums, (source, id) -> 1)).isZero();
    assertThat(candidate(sums, (source, id) -> -1)).isEqualTo(1);
    assertThat(candidate(sums, (source, id) -> id == 0 ? -1 : 1)).isEqualTo(-1);
    assertThat(candidate(sums, (source, id) -> id == 0 ? 1 : -1)).isZero();
  }

  private static int candidate(NodeSums sums, SplitDirections directions) {
    return find(sums, directions, LeafBounds.NONE).map(SplitFinder.BestSplit::candidate).orElse(-1);
  }

  @Test
  void theDirectionOfTheWinnerIsTold() {
    SplitDirections first = (source, id) -> id == 0 ? 1 : 0;
    assertThat(find(sums(30, 20), first, LeafBounds.NONE).orElseThrow().direction()).isEqualTo(1);
    assertThat(find(sums(20, 30), first, LeafBounds.NONE).orElseThrow().direction()).isZero();
  }

  /** Weights are -30 / 51 and 30 / 51; a bound of 0.1 leaves less to gain on that side. */
  @Test
  void gainsAreOfClampedWeights() {
    LeafBounds bounds = new LeafBounds(-10, 0.1);
    double gain = find(sums(30, 10), SplitDirections.NONE, bounds).orElseThrow().gain();
    assertThat(gain).isCloseTo(900 / 51.0 - (2 * -30 * 0.1 + 51 * 0.01), within(1e-12));
    LeafBounds wide = new LeafBounds(-10, 10);
    assertThat(find(sums(30, 10), SplitDirections.NONE, wide).orElseThrow().gain())
        .isCloseTo(2 * 900 / 51.0, within(1e-12));
  }

  @Test
  void aDifferenceHasTheNoiseOfBothSums() {
    NodeSums parent = new NodeSums(new long[] {5}, new long[] {7}, new SumNoise(3, 6));
    NodeSums child = new NodeSums(new long[] {2}, new long[] {3}, new SumNoise(4, 8));
    assertThat(parent.minus(child).noise()).isEqualTo(new SumNoise(5, 10));
    assertThat(parent.minus(child).gradients()).containsExactly(3);
  }
}
