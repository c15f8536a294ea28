package dev.tributary.fl.mixed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.vertical.tree.FeatureResult;
import dev.tributary.fl.vertical.tree.Federation;
import dev.tributary.fl.vertical.tree.Synthetic;
import dev.tributary.fl.vertical.tree.TreeParameters;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Mixed trees against vertical ones over the pooled rows, with the same cuts: the same splits,
 * whoever has which people.
 */
class MixedOracleTest {
  private static final RowOrder ROWS = new RowOrder(400, 60, 80);
  private static final TreeParameters PARAMETERS =
      TreeParameters.DEFAULTS.withTrees(5).withDepth(4).withLearningRate(0.3);

  /** Unevenly: of ten rows the last group has one. */
  private static int uneven(int row, int groups) {
    int at = row * 7919 % 10;
    return at == 9 ? groups - 1 : at % (groups - 1);
  }

  private static void assertPooled(
      MixedFederation f, TreeParameters parameters, Objective objective) {
    MixedFederation.Outcome mixed = f.train(parameters, objective);
    int splits = PooledTwin.of(f, parameters, objective).assertSame(f, mixed);
    System.out.printf("%s: %d splits alike%n", objective.name(), splits);
    assertThat(splits).isGreaterThan(parameters.trees());
  }

  @ParameterizedTest
  @ValueSource(strings = {"binary", "multiclass", "squared-error", "poisson"})
  void treesOfThreeGroupsAreThoseOfTheirPooledRows(String objective) {
    Federation pooled = new Synthetic(61).federation(objective, ROWS, 4, 6);
    MixedFederation f = new MixedFederation(pooled, 3, row -> uneven(row, 3));
    assertPooled(f, PARAMETERS, Objective.of(objective, 3));
  }

  @Test
  void soAreThoseOfOwnAndSharedFeaturePartiesByMaskedSums() {
    Federation pooled = new Synthetic(62).federation("binary", ROWS, 3, 5, 4);
    MixedFederation f = new MixedFederation(pooled, 3, row -> uneven(row, 3), false, true);
    f.masked = true;
    assertPooled(f, PARAMETERS, Objective.binary());
    assertThat(f.given.keySet()).hasSize(6);
  }

  @Test
  void soAreThoseOfColumnsThatEveryRoundDraws() {
    Federation pooled = new Synthetic(63).federation("squared-error", ROWS, 6, 9);
    MixedFederation f = new MixedFederation(pooled, 2, row -> uneven(row, 2));
    assertPooled(f, PARAMETERS.withSampling(1, 0.5, 7), Objective.squaredError());
  }

  @Test
  void penaltiesAndWeightsOfPositivesCountForTheRowsOfAll() {
    Federation pooled = new Synthetic(64).federation("binary", ROWS, 4, 6);
    MixedFederation f = new MixedFederation(pooled, 2, row -> uneven(row, 2));
    assertPooled(
        f, PARAMETERS.withRegularization(2, 1, 0.2, 3).withScalePosWeight(3), Objective.binary());
  }

  @Test
  void theValidationRowsOfAllStopTheTrainingOfAll() {
    Federation pooled = new Synthetic(65).federation("binary", new RowOrder(300, 120, 30), 3, 5);
    // All rows that validate are those of one group.
    MixedFederation f =
        new MixedFederation(pooled, 2, row -> row >= 300 && row < 420 ? 0 : row % 2);
    TreeParameters stopping = PARAMETERS.withTrees(40).withLearningRate(1).withEarlyStopping(2);
    MixedFederation.Outcome mixed = f.train(stopping, Objective.binary());
    PooledTwin twin = PooledTwin.of(f, stopping, Objective.binary());
    twin.assertSame(f, mixed);
    assertThat(twin.label().rounds()).hasSizeLessThan(40);
    mixed
        .labels()
        .values()
        .forEach(label -> assertThat(label.rounds()).hasSameSizeAs(twin.label().rounds()));
  }

  /** One group has all people with label 1 but a few, another none. */
  @Test
  void aClassThatOnlyOnePartyHasIsLearnedByAll() {
    Federation pooled = new Synthetic(66).federation("binary", ROWS, 3, 5);
    MixedFederation f =
        new MixedFederation(pooled, 2, row -> pooled.labels[row] == 1 || row % 3 == 0 ? 0 : 1);
    assertPooled(f, PARAMETERS, Objective.binary());
  }

  @Test
  void aSharedFeaturePartyKeepsOnePartForAllGroups() {
    Federation pooled = new Synthetic(67).federation("binary", ROWS, 2, 5);
    MixedFederation f = new MixedFederation(pooled, 3, row -> uneven(row, 3), true);
    MixedFederation.Outcome mixed = f.train(PARAMETERS, Objective.binary());
    PooledTwin.of(f, PARAMETERS, Objective.binary()).assertSame(f, mixed);
    List<FeatureResult> parts = List.copyOf(mixed.features().values());
    assertThat(parts).hasSize(1);
    assertThat(parts.get(0).model().splits()).isNotEmpty();
  }
}
