package dev.tributary.fl.vertical.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.tree.SplitRule;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import org.junit.jupiter.api.Test;

class LevelDemandsTest {
  private static final PartyId LABEL = new PartyId("lender");
  private static final SplitRule RULE = new SplitRule("x", 1, false);

  @Test
  void everyNodeMayBeSplitUntilTheLastLevel() {
    LevelDemands demands = new LevelDemands(LABEL, 0, 2, 3);
    demands.sums(0, 2);
    assertThat(demands.most()).isEqualTo(2);
    demands.chosen(0, 2, true);
    demands.sums(1, 2);
    assertThat(demands.most()).isEqualTo(4);
    demands.chosen(1, 4, true);
    demands.sums(2, 4);
    assertThat(demands.most()).isEqualTo(8);
    demands.chosen(2, 8, false);
  }

  @Test
  void othersMayHaveChosenMore() {
    LevelDemands demands = new LevelDemands(LABEL, 0, 2, 3);
    demands.sums(0, 2);
    demands.chosen(0, 0, true);
    demands.sums(1, 1);
    assertThat(demands.most()).isEqualTo(2);
    demands.chosen(1, 0, false);
  }

  @Test
  void bothKindsOfNodesAreRefusedByName() {
    LevelDemands demands = new LevelDemands(LABEL, 4, 2, 3);
    assertThatThrownBy(() -> demands.sums(0, 3))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("lender")
        .hasMessageContaining("round 5");
    demands.sums(0, 2);
    demands.chosen(0, 2, true);
    assertThatThrownBy(() -> demands.sums(1, 1))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("lender")
        .hasMessageContaining("in round 5");
    assertThatThrownBy(() -> demands.chosen(2, 0, true))
        .hasMessageContaining("in round 5 for level 4");
    assertThatThrownBy(() -> demands.chosen(1, 1, false)).hasMessageContaining("round 5");
  }

  @Test
  void shapeCountsNodesAndSplits() {
    TrainingShape shape = new TrainingShape(new RowOrder(5, 0, 0), 3, 7, 4);
    assertThat(shape.channels(0)).isEqualTo(3);
    assertThat(shape.channels(1)).isEqualTo(3);
    assertThat(shape.channels(3)).isEqualTo(12);
    assertThat(shape.splits(2)).isEqualTo(2 * 3 * 15);
    assertThat(shape.splits(0)).isZero();
    TrainingShape large = new TrainingShape(new RowOrder(5, 0, 0), 1000, 100_000, 10);
    assertThat(large.splits(100_000)).isEqualTo(100_000L * 1000 * 1023);
  }

  @Test
  void theBookHasAsManyIdsAsTheBudget() {
    SplitBook book = new SplitBook(LABEL, 2);
    assertThat(book.idOf(40, RULE)).isZero();
    assertThat(book.idOf(30, RULE)).isEqualTo(1);
    assertThat(book.idOf(40, RULE)).isZero();
    assertThatThrownBy(() -> book.idOf(20, RULE))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("lender")
        .hasMessageContaining("more bitmaps than the 2 nodes");
    assertThat(book.idOf(30, RULE)).isEqualTo(1);
    assertThat(book.size()).isEqualTo(2);
  }
}
