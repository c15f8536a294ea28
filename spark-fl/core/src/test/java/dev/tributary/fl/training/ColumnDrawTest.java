package dev.tributary.fl.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnDrawTest {
  private static final int ROUNDS = 2000;

  private static long times(int columns, double share, long seed, int column) {
    return IntStream.range(0, ROUNDS)
        .filter(round -> ColumnDraw.of(columns, share, seed, round)[column])
        .count();
  }

  /** The first column too, which neighbouring seeds of a generator would draw always or never. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 7, -1, Long.MAX_VALUE})
  void everyColumnTakesPartInItsShareOfRounds(long seed) {
    for (int column : new int[] {0, 1, 50, 99}) {
      // Five deviations of a binomial draw.
      assertThat((double) times(100, 0.3, seed, column) / ROUNDS).isCloseTo(0.3, within(0.0513));
    }
  }

  /** Whether the first column takes part in a round says nothing of the next one. */
  @Test
  void roundsAreDrawnApart() {
    long both =
        IntStream.range(0, ROUNDS)
            .filter(r -> ColumnDraw.of(100, 0.5, 3, r)[0] && ColumnDraw.of(100, 0.5, 3, r + 1)[0])
            .count();
    assertThat((double) both / ROUNDS).isCloseTo(0.25, within(0.05));
  }

  @Test
  void asManyAsTheShareAndAtLeastOne() {
    assertThat(drawn(10, 0.25)).isEqualTo(3);
    assertThat(drawn(10, 0.01)).isEqualTo(1);
    assertThat(drawn(10, 1)).isEqualTo(10);
  }

  private static long drawn(int columns, double share) {
    boolean[] drawn = ColumnDraw.of(columns, share, 5, 0);
    return IntStream.range(0, columns).filter(column -> drawn[column]).count();
  }
}
