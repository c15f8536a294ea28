package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.training.Objective;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.nodesums.PlainLinearMap;
import dev.tributary.fl.vertical.nodesums.lattice.NoisyPlainMap;
import dev.tributary.fl.vertical.nodesums.lattice.SigmaOut;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What {@code sigma-out} costs: the test metric of joint models, mean and range over three seeds of
 * noise (20 for {@code motor}, which has 160 test rows), 50 trees of depth 3 and 32 bins. No test
 * of its own, so run by name:
 *
 * <pre>mvn -pl spark-fl/core -am test -Dtest=SigmaOutExperiment \
 *     -Dsurefire.failIfNoSpecifiedTests=false</pre>
 *
 * <p>The campaign needs its tables first, from {@code CampaignTables} of the module jobs; seed of
 * data and noise are then the same.
 */
class SigmaOutExperiment {
  private static final double AUTOMATIC = -1;
  private static final double[] SIGMAS = {0, 0.1, 0.4, 1, 3, 10, AUTOMATIC};
  private static final TreeParameters PARAMETERS = TreeParameters.DEFAULTS.withDepth(3);

  /** A data set and what its test rows are judged by. */
  enum DataSet {
    CREDIT(Objective.binary(), seed -> SharedData.creditDefault()),
    CREDIT_7_PERCENT(
        Objective.binary(), seed -> SharedData.thinned(SharedData.creditDefault(), 0.07)),
    CREDIT_2_PERCENT(
        Objective.binary(), seed -> SharedData.thinned(SharedData.creditDefault(), 0.02)),
    CAMPAIGN_20K(Objective.binary(), campaign(20_000)),
    CAMPAIGN_300K(Objective.binary(), campaign(300_000)),
    VEHICLE(Objective.multiclass(4), hetero("id", "y", "vehicle_scale")),
    MOTOR(
        Objective.squaredError(),
        seed ->
            SharedData.federation(
                "idx",
                "motor_speed",
                "motor_hetero_guest.csv",
                "motor_hetero_host_1.csv",
                "motor_hetero_host_2.csv")),
    MOTOR_10K(Objective.squaredError(), hetero("idx", "motor_speed", "motor_10k")),
    DVISITS(Objective.poisson(), hetero("id", "doctorco", "dvisits"));

    private final Objective objective;
    private final Source source;

    DataSet(Objective objective, Source source) {
      this.objective = objective;
      this.source = source;
    }

    private static Source hetero(String id, String label, String name) {
      return seed ->
          SharedData.federation(id, label, name + "_hetero_guest.csv", name + "_hetero_host.csv");
    }

    private static Source campaign(int rows) {
      return seed -> {
        String prefix = "campaign-" + rows + "-" + seed;
        return SharedData.federation(
            "id", "applied", prefix + "-lender.csv", prefix + "-bureau.csv");
      };
    }

    private int seeds() {
      return this == MOTOR ? 20 : 3;
    }

    private TreeParameters parameters() {
      return objective.classes() > 1 ? PARAMETERS.withLearningRate(0.3) : PARAMETERS;
    }
  }

  private interface Source {
    Federation load(int seed);
  }

  @ParameterizedTest
  @EnumSource
  void table(DataSet data) {
    System.out.println(line(data));
  }

  private static String line(DataSet data) {
    StringBuilder line = new StringBuilder("| " + data.name().toLowerCase(Locale.ROOT));
    for (double sigma : SIGMAS) {
      DoubleSummaryStatistics metrics = new DoubleSummaryStatistics();
      for (int seed = 1; seed <= data.seeds(); seed++) {
        metrics.accept(metric(data, sigma, seed));
      }
      line.append(
          String.format(
              Locale.ROOT,
              " | %.4f (%.4f-%.4f)",
              metrics.getAverage(),
              metrics.getMin(),
              metrics.getMax()));
    }
    return line.append(" |").toString();
  }

  /** The plaintext twin with noise of this sigma-out, none at 0. */
  static LinearMap map(double sigma, long seed) {
    if (sigma == 0) {
      return new PlainLinearMap();
    }
    return new NoisyPlainMap(sigma == AUTOMATIC ? SigmaOut.automatic() : SigmaOut.of(sigma), seed);
  }

  private static double metric(DataSet data, double sigma, int seed) {
    Federation f = data.source.load(seed);
    f.map = () -> map(sigma, seed);
    return HeldOut.metric(f, data.objective, f.train(data.parameters(), data.objective).label());
  }
}
