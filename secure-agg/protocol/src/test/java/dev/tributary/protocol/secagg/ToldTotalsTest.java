package dev.tributary.protocol.secagg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.protocol.PartyId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ToldTotalsTest {
  private static final List<PartyId> ALL = List.of(new PartyId("ab"), new PartyId("c"));
  private static final SumRound ROUND = new SumRound(2, 0, "gradient", 3);

  private static String after(Consumer<ToldTotals> what) {
    ToldTotals told = new ToldTotals();
    what.accept(told);
    return told.digest();
  }

  @Test
  void whateverWasToldDifferentlyShows() {
    long[] total = {1, 2, 3};
    List<PartyId> others = List.of(new PartyId("a"), new PartyId("bc"));
    SumRound again = new SumRound(2, 1, "gradient", 3);
    Set<String> digests = new HashSet<>();
    digests.add(after(told -> {}));
    digests.add(after(told -> told.opened(ROUND, ALL, total)));
    digests.add(after(told -> told.opened(ROUND, ALL, new long[] {1, 2, 4})));
    digests.add(after(told -> told.opened(ROUND, others, total)));
    digests.add(after(told -> told.opened(ROUND, ALL.subList(0, 1), total)));
    digests.add(after(told -> told.opened(again, ALL, total)));
    digests.add(after(told -> told.unopened(ROUND, ALL)));
    digests.add(after(told -> told.opened(ROUND, ALL, List.of(ToldTotals.digest(total)))));
    digests.add(
        after(
            told ->
                told.opened(
                    ROUND,
                    ALL,
                    List.of(
                        ToldTotals.digest(new long[] {1, 2}), ToldTotals.digest(new long[] {3})))));
    digests.add(after(told -> told.unopened(ROUND, others)));
    digests.add(
        after(
            told -> {
              told.opened(ROUND, ALL, total);
              told.opened(ROUND, ALL, total);
            }));
    assertThat(digests).hasSize(11).allMatch(digest -> digest.matches("[0-9a-f]{64}"));
  }

  @Test
  void aWordBeyondTheFirstChunkCounts() {
    long[] one = new long[8193];
    long[] other = one.clone();
    other[8192] = 1;
    assertThat(after(told -> told.opened(ROUND, ALL, one)))
        .isEqualTo(after(told -> told.opened(ROUND, ALL, one.clone())))
        .isNotEqualTo(after(told -> told.opened(ROUND, ALL, other)));
  }

  @Test
  void whatWasToldLongAgoCountsAsWell() {
    assertThat(
            after(
                told -> {
                  told.opened(ROUND, ALL, new long[] {7});
                  told.unopened(ROUND, ALL);
                }))
        .isNotEqualTo(
            after(
                told -> {
                  told.opened(ROUND, ALL, new long[] {8});
                  told.unopened(ROUND, ALL);
                }));
  }
}
