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
    return new SplitFinder(PARAMETERS, 0).find(List.of(sums), List.of(BOTH), 0, 100);
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
        new SplitFinder(PARAMETERS, 0)
            .find(List.of(sources), Collections.nCopies(sources.length, BOTH), 0, 100)
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
    SplitFinder finder = new SplitFinder(PARAMETERS, 0);
    assertThat(finder.exactGain(left, right)).isEqualTo(find(SumNoise.NONE).orElseThrow().gain());
    left.gradient = 1;
    right.gradient = 99;
    assertThat(finder.exactGain(left, right)).isZero();
  }

  @Test
  void aDifferenceHasTheNoiseOfBothSums() {
    NodeSums parent = new NodeSums(new long[] {5}, new long[] {7}, new SumNoise(3, 6));
    NodeSums child = new NodeSums(new long[] {2}, new long[] {3}, new SumNoise(4, 8));
    assertThat(parent.minus(child).noise()).isEqualTo(new SumNoise(5, 10));
    assertThat(parent.minus(child).gradients()).containsExactly(3);
  }
}
