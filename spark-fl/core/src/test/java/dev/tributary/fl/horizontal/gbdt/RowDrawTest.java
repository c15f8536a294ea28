package dev.tributary.fl.horizontal.gbdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.training.SamplingSecret;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Draws that an oracle which shares them cannot judge. */
class RowDrawTest {
  private static final int ROWS = 4000;
  private static final double SHARE = 0.3;
  private static final BoostingSettings.Sample SAMPLE = new BoostingSettings.Sample(SHARE, 1, 7);
  private static final byte[] KEPT = new byte[SamplingSecret.BYTES];

  private static BinBlock block(long id) {
    FeatureCuts cuts = new FeatureCuts(List.of("x"), new double[][] {{0}}, new boolean[1]);
    return BinBlock.of(Collections.nCopies(ROWS, new double[] {1, 0, 1, 0}).iterator(), cuts, id)
        .get(0);
  }

  private static SamplingSecret kept() {
    return SamplingSecret.of(SecretBytes.copyOf(KEPT));
  }

  private static boolean[] drawn(SamplingSecret secret, int round, long block) {
    return RowDraw.of(SAMPLE, secret, round).of(block(block));
  }

  private static double share(boolean[] drawn) {
    return IntStream.range(0, drawn.length).filter(i -> drawn[i]).count() / (double) drawn.length;
  }

  /** Of independent draws, so many are in both. */
  private static double both(boolean[] one, boolean[] other) {
    return IntStream.range(0, one.length).filter(i -> one[i] && other[i]).count()
        / (double) one.length;
  }

  @Test
  void aSecretThatIsKeptDrawsAlikeAgain() {
    boolean[] drawn = drawn(kept(), 3, 9);
    assertThat(drawn(kept(), 3, 9)).isEqualTo(drawn);
    assertThat(share(drawn)).isCloseTo(SHARE, within(0.05));
  }

  /** Six deviations of a share of the rows are 0.03 and 0.04. */
  @Test
  void roundsBlocksJobsAndSecretsDrawApart() {
    boolean[] drawn = drawn(kept(), 3, 9);
    List<boolean[]> others =
        List.of(
            drawn(kept(), 4, 9),
            drawn(kept(), 3, 10),
            drawn(kept().forJob("one job"), 3, 9),
            drawn(kept().forJob("another job"), 3, 9),
            drawn(SamplingSecret.fresh(), 3, 9));
    for (boolean[] other : others) {
      assertThat(share(other)).isCloseTo(SHARE, within(0.05));
      assertThat(both(drawn, other)).isCloseTo(SHARE * SHARE, within(0.03));
    }
    assertThat(both(others.get(2), others.get(3))).isCloseTo(SHARE * SHARE, within(0.03));
  }

  @Test
  void allRowsAreDrawnWhereTheJobSamplesNone() {
    boolean[] drawn = RowDraw.of(new BoostingSettings.Sample(1, 1, 7), kept(), 0).of(block(0));
    boolean[] all = new boolean[ROWS];
    Arrays.fill(all, true);
    assertThat(drawn).isEqualTo(all);
  }
}
