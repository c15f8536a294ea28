package dev.tributary.fl.vertical.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.training.Objective;
import dev.tributary.fl.vertical.nodesums.CandidateOrder;
import dev.tributary.fl.vertical.nodesums.lattice.LatticeLinearMap;
import dev.tributary.fl.vertical.nodesums.lattice.NoisyPlainMap;
import dev.tributary.fl.vertical.nodesums.lattice.SigmaOut;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/**
 * Metrics on the real data sets against the reference booster of the data's README: train on {@code
 * id % 5 != 0}, 50 trees, depth 3, learning rate 0.1, 32 bins unless said otherwise.
 */
class RealDataTest {
  private static final TreeParameters PARAMETERS = TreeParameters.DEFAULTS.withDepth(3);

  @Test
  void creditDefaultMatchesThePooledReference() {
    Federation f = SharedData.creditDefault();
    SecureRandom random = new SecureRandom();
    f.numbering = layout -> CandidateOrder.secret(layout, random);
    TrainingResult joint = f.train(PARAMETERS, Objective.binary()).label();
    TrainingResult solo = f.solo(PARAMETERS, Objective.binary());
    double jointAuc = testAuc(f, joint);
    double soloAuc = testAuc(f, solo);
    System.out.printf(
        "default_credit joint %.4f solo %.4f, %.4f s a tree%n",
        jointAuc, soloAuc, joint.secondsPerTree());
    assertThat(jointAuc).isCloseTo(0.7854, within(0.002));
    assertThat(soloAuc).isCloseTo(0.7385, within(0.002));
  }

  @Test
  void vehicleMatchesTheMulticlassReference() {
    Federation f =
        SharedData.federation(
            "id", "y", "vehicle_scale_hetero_guest.csv", "vehicle_scale_hetero_host.csv");
    double accuracy = testAccuracy(f);
    System.out.printf("vehicle accuracy %.4f%n", accuracy);
    // 169 test rows: one row is 0.006, the standard error 0.03.
    assertThat(accuracy).isCloseTo(0.7988, within(0.03));
  }

  @Test
  void motorMatchesTheRegressionReference() {
    Federation f =
        SharedData.federation(
            "idx", "motor_speed", "motor_10k_hetero_guest.csv", "motor_10k_hetero_host.csv");
    double rmse = testLoss(f, Objective.squaredError());
    System.out.printf("motor_10k rmse %.4f%n", rmse);
    assertThat(rmse).isCloseTo(0.1027, within(0.002));
  }

  @Test
  void motorOfThreePartiesMatchesTheRegressionReference() {
    Federation f =
        SharedData.federation(
            "idx",
            "motor_speed",
            "motor_hetero_guest.csv",
            "motor_hetero_host_1.csv",
            "motor_hetero_host_2.csv");
    double rmse = testLoss(f, Objective.squaredError());
    System.out.printf("motor three parties rmse %.4f%n", rmse);
    assertThat(rmse).isCloseTo(0.1353, within(0.005));
  }

  @Test
  void doctorVisitsMatchThePoissonReference() {
    Federation f =
        SharedData.federation(
            "id", "doctorco", "dvisits_hetero_guest.csv", "dvisits_hetero_host.csv");
    double deviance = testLoss(f, Objective.poisson());
    System.out.printf("dvisits deviance %.4f%n", deviance);
    assertThat(deviance).isCloseTo(0.8576, within(0.01));
  }

  @Test
  void ionosphereWithMissingValuesIsNearTheReference() {
    Federation f =
        SharedData.federation(
            "sid",
            "label",
            "ionosphere_scale_hetero_guest.csv",
            "ionosphere_scale_hetero_host.csv");
    double auc = testAuc(f, f.train(PARAMETERS, Objective.binary()).label());
    System.out.printf("ionosphere auc %.4f%n", auc);
    // The reference fills missing values with 0; 71 test rows, standard error about 0.02.
    assertThat(auc).isCloseTo(0.9769, within(0.03));
  }

  /** Through the twin with the default noise: 160 test rows, where one seed tells little. */
  @Test
  void motorOfThreePartiesMatchesTheReferenceOnAverageOverNoise() {
    Federation f =
        SharedData.federation(
            "idx",
            "motor_speed",
            "motor_hetero_guest.csv",
            "motor_hetero_host_1.csv",
            "motor_hetero_host_2.csv");
    int seeds = 40;
    double sum = 0;
    for (int seed = 1; seed <= seeds; seed++) {
      int of = seed;
      f.map = () -> new NoisyPlainMap(SigmaOut.automatic(), of);
      sum += testLoss(f, Objective.squaredError());
    }
    System.out.printf("motor three parties, mean rmse over noise %.4f%n", sum / seeds);
    // Seeds are fixed. One run's standard deviation is about 0.005, that of the mean 0.0009.
    assertThat(sum / seeds).isCloseTo(0.1353, within(0.003));
  }

  @Test
  void creditDefaultUnderTheLatticeCipherMatchesThePooledReference() {
    Federation f = SharedData.creditDefault();
    f.map = () -> new LatticeLinearMap(SigmaOut.automatic());
    TrainingResult joint = f.train(PARAMETERS, Objective.binary()).label();
    double auc = testAuc(f, joint);
    System.out.printf(
        "default_credit lattice: %.4f, %.4f s and %d bytes a tree%n",
        auc, joint.secondsPerTree(), f.bytes / PARAMETERS.trees());
    // Noise of the map: the standard deviation over runs is about 0.0005.
    assertThat(auc).isCloseTo(0.7854, within(0.003));
  }

  @Test
  void otherObjectivesUnderTheLatticeCipherMatchTheirReferences() {
    Federation vehicle =
        SharedData.federation(
            "id", "y", "vehicle_scale_hetero_guest.csv", "vehicle_scale_hetero_host.csv");
    vehicle.map = () -> new LatticeLinearMap(SigmaOut.automatic());
    double accuracy = testAccuracy(vehicle);
    Federation motor =
        SharedData.federation(
            "idx", "motor_speed", "motor_10k_hetero_guest.csv", "motor_10k_hetero_host.csv");
    motor.map = () -> new LatticeLinearMap(SigmaOut.automatic());
    double rmse = testLoss(motor, Objective.squaredError());
    Federation visits =
        SharedData.federation(
            "id", "doctorco", "dvisits_hetero_guest.csv", "dvisits_hetero_host.csv");
    visits.map = () -> new LatticeLinearMap(SigmaOut.automatic());
    double deviance = testLoss(visits, Objective.poisson());
    System.out.printf(
        "lattice: vehicle %.4f, motor_10k %.4f, dvisits %.4f%n", accuracy, rmse, deviance);
    assertThat(accuracy).isCloseTo(0.7988, within(0.045));
    assertThat(rmse).isCloseTo(0.1027, within(0.006));
    // Noise regularises: better than the reference by 0.02 on average over seeds.
    assertThat(deviance).isBetween(0.80, 0.8776);
  }

  @Test
  void missingValuesAndThreePartiesUnderTheLatticeCipherMatchTheirReferences() {
    Federation ionosphere =
        SharedData.federation(
            "sid",
            "label",
            "ionosphere_scale_hetero_guest.csv",
            "ionosphere_scale_hetero_host.csv");
    ionosphere.map = () -> new LatticeLinearMap(SigmaOut.automatic());
    double auc = testAuc(ionosphere, ionosphere.train(PARAMETERS, Objective.binary()).label());
    Federation motor =
        SharedData.federation(
            "idx",
            "motor_speed",
            "motor_hetero_guest.csv",
            "motor_hetero_host_1.csv",
            "motor_hetero_host_2.csv");
    motor.map = () -> new LatticeLinearMap(SigmaOut.automatic());
    double rmse = testLoss(motor, Objective.squaredError());
    System.out.printf("lattice: ionosphere %.4f, motor of three %.4f%n", auc, rmse);
    assertThat(auc).isCloseTo(0.9769, within(0.04));
    assertThat(rmse).isCloseTo(0.1353, within(0.02));
  }

  private static double testAccuracy(Federation f) {
    return test(f, PARAMETERS.withLearningRate(0.3), Objective.multiclass(4));
  }

  private static double testLoss(Federation f, Objective objective) {
    return test(f, PARAMETERS, objective);
  }

  private static double test(Federation f, TreeParameters parameters, Objective objective) {
    return HeldOut.metric(f, objective, f.train(parameters, objective).label());
  }

  private static double testAuc(Federation f, TrainingResult result) {
    return HeldOut.metric(f, Objective.binary(), result);
  }
}
