package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.training.Objective;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The attack of {@link MembershipAttack}: share of memberships recovered, 0.5 being nothing, by
 * trees seen. For classes on {@code default_credit}, its positives thinned to 5 % (979 of 19,692
 * training rows), depth 5, with all rows for every tree and with half of them; for squared error on
 * {@code motor} (640 training rows, the medians of its seven features). Asserts nothing, so run by
 * name:
 *
 * <pre>mvn -pl spark-fl/core -am test -Dtest=ReconstructionExperiment \
 *     -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
class ReconstructionExperiment {
  private static final int[] TREES = {25, 50, 100, 200};

  @ParameterizedTest
  @CsvSource({
    "1, 0", "1, 0.4", "1, 1", "1, 3", "1, 10",
    "0.5, 0", "0.5, 0.4", "0.5, 1", "0.5, 3", "0.5, 10"
  })
  void classes(double rowSample, double sigma) {
    Federation f = SharedData.thinned(SharedData.creditDefault(), 0.05);
    System.out.println(line(f, Objective.binary(), rowSample, sigma, 2));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 3, 10})
  void squaredError(double sigma) {
    Federation f =
        SharedData.federation(
            "idx", "motor_speed", "motor_hetero_guest.csv", "motor_hetero_host.csv");
    System.out.println(line(f, Objective.squaredError(), 1, sigma, 7));
  }

  private static String line(
      Federation f, Objective objective, double rowSample, double sigma, int candidates) {
    TreeParameters parameters =
        TreeParameters.DEFAULTS.withTrees(TREES[TREES.length - 1]).withSampling(rowSample, 1, 7);
    Reconstruction attack =
        Reconstruction.of(f, parameters, objective, SigmaOutExperiment.map(sigma, 1), candidates);
    StringBuilder line =
        new StringBuilder("| " + objective.name() + " | " + rowSample + " | " + sigma);
    for (int trees : TREES) {
      line.append(String.format(Locale.ROOT, " | %.2f", attack.recovered(trees)));
    }
    return line.append(" |").toString();
  }
}
