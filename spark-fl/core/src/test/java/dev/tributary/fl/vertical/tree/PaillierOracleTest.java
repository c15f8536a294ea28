package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.vertical.nodesums.paillier.PaillierLinearMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees under Paillier, in both modes, equal the centralised ones as those of the twin do. */
class PaillierOracleTest {
  @ParameterizedTest
  @ValueSource(strings = {"binary", "multiclass", "squared-error", "poisson"})
  void paillierTreesEqualTheCentralisedOnes(String objective) {
    RowOrder rows = new RowOrder(90, 0, 20);
    Federation f = new Synthetic(16).federation(objective, rows, 2, 4);
    f.map = () -> PaillierLinearMap.revealed(2048);
    f.bins = 8;
    OracleTest.assertEqual(
        f, OracleTest.PARAMETERS.withTrees(2).withDepth(3), Objective.of(objective, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"binary", "multiclass"})
  void paillierTreesWithHiddenMembershipEqualTheCentralisedOnes(String objective) {
    RowOrder rows = new RowOrder(60, 0, 20);
    Federation f = new Synthetic(17).federation(objective, rows, 2, 4);
    f.map = () -> PaillierLinearMap.hidden(2048);
    f.bins = 6;
    OracleTest.assertEqual(
        f, OracleTest.PARAMETERS.withTrees(2).withDepth(3), Objective.of(objective, 3));
  }

  @Test
  void paillierWithSamplingAndThreePartiesEqualsTheCentralisedTrees() {
    RowOrder rows = new RowOrder(90, 0, 20);
    Federation f = new Synthetic(18).federation("binary", rows, 3, 5, 4);
    f.bins = 6;
    TreeParameters sampled =
        OracleTest.PARAMETERS.withTrees(2).withDepth(3).withSampling(0.7, 0.5, 5);
    f.map = () -> PaillierLinearMap.revealed(2048);
    OracleTest.assertEqual(f, sampled, Objective.binary());
    f.map = () -> PaillierLinearMap.hidden(2048);
    OracleTest.assertEqual(f, sampled, Objective.binary());
  }
}
