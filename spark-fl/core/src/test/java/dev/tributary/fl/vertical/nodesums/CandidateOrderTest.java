package dev.tributary.fl.vertical.nodesums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CandidateOrderTest {
  private final CandidateLayout layout = new CandidateLayout(new int[] {5, 0, 300, 1});

  @Test
  void layoutLocatesBlocks() {
    assertThat(layout.total()).isEqualTo(306);
    assertThat(layout.blockOf(4)).isZero();
    assertThat(layout.blockOf(5)).isEqualTo(2);
    assertThat(layout.blockOf(305)).isEqualTo(3);
    assertThatThrownBy(() -> layout.blockOf(306)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void secretOrderPermutesEveryBlockAndRepeatsItself() {
    CandidateOrder order = CandidateOrder.secret(layout, new SecureRandom());
    for (int block = 0; block < layout.blocks(); block++) {
      int[] ids = order.localIds(block);
      assertThat(ids).containsExactlyInAnyOrder(IntStream.range(0, ids.length).toArray());
      assertThat(order.localIds(block)).isEqualTo(ids);
      int[] numbers = order.naturalNumbers(block);
      for (int i = 0; i < ids.length; i++) {
        assertThat(numbers[ids[i]]).isEqualTo(i);
      }
    }
  }

  @Test
  void twoTrainingsNumberDifferently() {
    SecureRandom random = new SecureRandom();
    // Equal with probability 1 / 300!.
    assertThat(CandidateOrder.secret(layout, random).localIds(2))
        .isNotEqualTo(CandidateOrder.secret(layout, random).localIds(2));
  }

  @Test
  void blocksOfOneSizeAreNumberedDifferently() {
    CandidateLayout equal = new CandidateLayout(new int[] {300, 300, 300});
    CandidateOrder order = CandidateOrder.secret(equal, new SecureRandom());
    assertThat(order.localIds(0)).isNotEqualTo(order.localIds(1));
    assertThat(order.localIds(1)).isNotEqualTo(order.localIds(2));
  }

  @Test
  void everyPlaceIsEquallyLikely() {
    CandidateLayout small = new CandidateLayout(new int[] {4});
    SecureRandom random = new SecureRandom();
    int[] count = new int[4];
    for (int i = 0; i < 4000; i++) {
      count[CandidateOrder.secret(small, random).localIds(0)[0]]++;
    }
    // Binomial(4000, 1/4): mean 1000, standard deviation 27; 8 of them.
    for (int c : count) {
      assertThat(c).isBetween(780, 1220);
    }
  }
}
