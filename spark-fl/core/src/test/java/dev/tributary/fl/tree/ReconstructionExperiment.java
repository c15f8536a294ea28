package dev.tributary.fl.tree;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The attack of {@link MembershipAttack} on trainings with {@code default_credit}, its positives
 * thinned to 5 % (979 of 19,692 training rows), depth 5, with all rows for every tree and with half
 * of them: share of the positives' memberships recovered, 0.5 being nothing, by trees seen. Asserts
 * nothing, so run by name:
 *
 * <pre>mvn -pl spark-fl/core -am test -Dtest=ReconstructionExperiment \
 *     -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
class ReconstructionExperiment {
  private static final int[] TREES = {25, 50, 100, 200};
  private static final int CANDIDATES = 2;

  @ParameterizedTest
  @CsvSource({
    "1, 0", "1, 0.4", "1, 1", "1, 3", "1, 10",
    "0.5, 0", "0.5, 0.4", "0.5, 1", "0.5, 3", "0.5, 10"
  })
  void table(double rowSample, double sigma) {
    Federation f = SharedData.thinned(SharedData.creditDefault(), 0.05);
    TreeParameters parameters =
        TreeParameters.DEFAULTS.withTrees(TREES[TREES.length - 1]).withSampling(rowSample, 1, 7);
    Reconstruction attack =
        Reconstruction.of(f, parameters, SigmaOutExperiment.map(sigma, 1), CANDIDATES);
    StringBuilder line = new StringBuilder("| " + rowSample + " | " + sigma);
    for (int trees : TREES) {
      line.append(String.format(Locale.ROOT, " | %.2f", attack.recovered(trees, sigma)));
    }
    System.out.println(line.append(" |"));
  }
}
