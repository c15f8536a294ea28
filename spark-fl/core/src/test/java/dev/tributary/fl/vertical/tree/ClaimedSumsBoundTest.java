package dev.tributary.fl.vertical.tree;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.training.SumNoise;
import dev.tributary.fl.vertical.tree.SplitFinder.BestSplit;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How far answered sums may be from those of the bitmap. */
class ClaimedSumsBoundTest {
  private static final SumNoise NOISE = new SumNoise(100, 10);

  /** Eight deviations of a sum with missing values left, rounded, beside the rounding by one. */
  private static final long MOST_GRADIENT = 1 + 1131;

  private static final long MOST_HESSIAN = 1 + 113;

  private final ClaimedSums claimed =
      new ClaimedSums(List.of(new PartyId("bureau"), new PartyId("shop")), 4, 2);

  private static OpenNode node(int id, OpenNode parent) {
    return new OpenNode(id, parent, null);
  }

  /** Of three nodes: this party splits the first, nobody the second, the shop the third. */
  private void check(SumNoise noise, long gradientOff, long hessianOff) {
    List<OpenNode> parents = List.of(node(1, null), node(2, null), node(3, null));
    NodeSums own = new NodeSums(new long[] {1}, new long[] {1}, SumNoise.NONE);
    NodeSums shop = new NodeSums(new long[] {0, 700}, new long[] {0, 70}, noise);
    parents.get(2).answered = List.of(own, own, shop);
    List<OpenNode> children =
        List.of(
            node(4, parents.get(0)),
            node(5, parents.get(0)),
            node(6, parents.get(2)),
            node(7, parents.get(2)));
    children.get(0).own = new NodeTotals(55, 5, 3);
    children.get(2).own = new NodeTotals(700 + gradientOff, 70 + hessianOff, 9);
    claimed.check(
        parents,
        List.of(
            Optional.of(new BestSplit(0, 0, 1, 0)),
            Optional.empty(),
            Optional.of(new BestSplit(2, 1, 1, 0))),
        children);
  }

  private void assertRefused(SumNoise noise, long gradientOff, long hessianOff, String by) {
    assertThatThrownBy(() -> check(noise, gradientOff, hessianOff))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("shop")
        .hasMessageContaining("in round 5 at level 2")
        .hasMessageContaining("off by " + by + " of the noise agreed on");
  }

  @Test
  void sumsUnderNoiseMayDifferByEightDeviationsOfTheNoisiest() {
    assertThatCode(() -> check(NOISE, MOST_GRADIENT, MOST_HESSIAN)).doesNotThrowAnyException();
    assertThatCode(() -> check(NOISE, -MOST_GRADIENT, -MOST_HESSIAN)).doesNotThrowAnyException();
    assertRefused(NOISE, MOST_GRADIENT + 1, 0, "11 times");
    assertRefused(NOISE, -MOST_GRADIENT - 1, 0, "11 times");
    assertRefused(NOISE, 0, MOST_HESSIAN + 1, "12 times");
    assertRefused(NOISE, 100, -MOST_HESSIAN - 1, "12 times");
  }

  @Test
  void exactSumsMayDifferByTheRoundingOnly() {
    assertThatCode(() -> check(SumNoise.NONE, 1, -1)).doesNotThrowAnyException();
    assertRefused(SumNoise.NONE, 2, 0, "any multiple");
    assertRefused(SumNoise.NONE, 0, 2, "any multiple");
  }
}
