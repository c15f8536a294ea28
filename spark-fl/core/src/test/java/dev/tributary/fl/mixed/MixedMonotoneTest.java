package dev.tributary.fl.mixed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.training.Direction;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.vertical.nodesums.PlainLinearMap;
import dev.tributary.fl.vertical.nodesums.lattice.LatticeLinearMap;
import dev.tributary.fl.vertical.nodesums.lattice.SigmaOut;
import dev.tributary.fl.vertical.tree.Federation;
import dev.tributary.fl.vertical.tree.TreeParameters;
import dev.tributary.fl.vertical.tree.Wavy;
import dev.tributary.protocol.PartyId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Predictions follow the directions of columns in a mixed training, in every group. */
class MixedMonotoneTest {
  private static final int GROUPS = 2;
  private static final Map<String, Direction> OF_LABEL_PARTIES = Map.of("x", Direction.INCREASING);
  private static final Map<String, Direction> OF_A_PLACE = Map.of("u", Direction.DECREASING);

  /** Data that contradict both; without the directions predictions turn many times. */
  @ParameterizedTest
  @CsvSource({
    "squared-error, 0, false",
    "squared-error, 0, true",
    "binary, 0, false",
    "binary, 3, false",
    "poisson, 0, false"
  })
  void predictionsFollowTheDirectionOnDataThatDoNot(
      String objective, double sigmaOut, boolean shared) {
    Federation pooled = Wavy.federation(objective);
    MixedFederation f = new MixedFederation(pooled, GROUPS, row -> row % GROUPS, shared);
    f.map =
        () -> sigmaOut == 0 ? new PlainLinearMap() : new LatticeLinearMap(SigmaOut.of(sigmaOut));
    TreeParameters parameters =
        TreeParameters.DEFAULTS.withTrees(10).withDepth(4).withLearningRate(0.3);
    MixedFederation.Outcome free = f.train(parameters, Objective.of(objective, 1));
    f.monotoneOf = party -> party.name().startsWith("bank") ? OF_LABEL_PARTIES : OF_A_PLACE;
    MixedFederation.Outcome bound = f.train(parameters, Objective.of(objective, 1));

    for (int group = 0; group < GROUPS; group++) {
      Federation.Outcome ruled = inGroup(bound, group, shared);
      Federation.Outcome unruled = inGroup(free, group, shared);
      for (String feature : List.of("x", "u")) {
        int sign = feature.equals("x") ? 1 : -1;
        assertThat(Wavy.turns(pooled, ruled, feature, sign)).as("bound %s", feature).isZero();
        assertThat(Wavy.turns(pooled, unruled, feature, sign)).as("free %s", feature).isPositive();
        assertThat(Wavy.splits(ruled, feature)).as("splits of %s", feature).isPositive();
      }
    }
  }

  /** The parts of the model with which one group scores. */
  private static Federation.Outcome inGroup(
      MixedFederation.Outcome all, int group, boolean shared) {
    PartyId feature = new PartyId(shared ? "all-0" : "bureau-" + group + "-0");
    return new Federation.Outcome(
        all.labels().get(MixedFederation.label(group)), List.of(all.features().get(feature)));
  }
}
