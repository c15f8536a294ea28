package dev.tributary.fl.vertical.nodesums.lattice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.crypto.lattice.LatticePlan;
import dev.tributary.fl.training.GradientPairs;
import dev.tributary.fl.vertical.nodesums.LevelChannels;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The digest that a lease is burnt for tells every message from every other: what it left out could
 * go out twice under one lease, and the difference of the two would be plain.
 */
class LevelVectorsTest {
  private final MapPair pair = new MapPair(71, MapPair.shape(300, 2, 2, 3));
  private final GradientPairs pairs = pair.pairs(1);
  private final LevelChannels channels = pair.level(2, 2);
  private final RoundScale scale = new RoundScale(1, 0.5);

  private static LatticePlan plan(MapPair pair, double sigma) {
    return PlanMessage.of(pair.shape, pair.order.layout().total(), SigmaOut.of(sigma), pair.bounds)
        .plan();
  }

  private byte[] digest(GradientPairs of, LevelChannels level, RoundScale units, double sigma) {
    return new LevelVectors(of, level, units).digest(plan(pair, sigma), LevelVectors.digest(of));
  }

  @Test
  void everyPartOfTheMessageIsInItsDigest() {
    List<byte[]> digests = new ArrayList<>();
    digests.add(digest(pairs, channels, scale, 1));
    for (int k = 0; k < 2; k++) {
      for (int row : new int[] {0, 299}) {
        digests.add(digest(with(k, row, true), channels, scale, 1));
        digests.add(digest(with(k, row, false), channels, scale, 1));
        digests.add(digest(pairs, with(k, row), scale, 1));
      }
    }
    digests.add(digest(pairs, channels, new RoundScale(0.9, 0.5), 1));
    digests.add(digest(pairs, channels, new RoundScale(1, 0.4), 1));
    digests.add(digest(pairs, channels, scale, 2));
    assertThat(digests.stream().map(HexFormat.of()::formatHex)).doesNotHaveDuplicates();
    assertThat(digest(pairs, channels, scale, 1)).isEqualTo(digests.get(0));
  }

  private GradientPairs with(int k, int row, boolean gradient) {
    int[][] g = {pairs.gradients()[0].clone(), pairs.gradients()[1].clone()};
    int[][] h = {pairs.hessians()[0].clone(), pairs.hessians()[1].clone()};
    (gradient ? g : h)[k][row]++;
    return new GradientPairs(g, h, MapPair.FRACTION_BITS, MapPair.FRACTION_BITS);
  }

  private LevelChannels with(int k, int row) {
    short[][] of = {channels.channelOfRow()[0].clone(), channels.channelOfRow()[1].clone()};
    of[k][row] = (short) (of[k][row] == 0 ? 1 : 0);
    return new LevelChannels(channels.level(), channels.channels(), of);
  }
}
