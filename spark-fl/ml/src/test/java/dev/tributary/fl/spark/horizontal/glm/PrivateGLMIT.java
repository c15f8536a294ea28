package dev.tributary.fl.spark.horizontal.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.evaluation.Metric;
import dev.tributary.fl.horizontal.evaluation.Bounded;
import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.fl.spark.SharedData;
import dev.tributary.fl.spark.horizontal.ThreeParties;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three parties fit with privacy what is about as good as without. */
class PrivateGLMIT {
  @TempDir Path folder;

  private static HorizontalGLM stage(Dataset<Row> table, UnaryOperator<HorizontalGLM> with) {
    return with.apply(
        new HorizontalGLM()
            .setFeatureCols(
                Arrays.stream(table.columns())
                    .filter(c -> !c.equals("id") && !c.equals("y"))
                    .toArray(String[]::new))
            .setLabelCol("y")
            .setMaxIter(50));
  }

  @Test
  void privacyCostsCreditDefaultsLittle() {
    List<Dataset<Row>> tables =
        Stream.of("guest", "host_1", "host_2")
            .map(name -> SharedData.table("default_credit_homo_" + name + ".csv"))
            .toList();
    Dataset<Row> test = SharedData.table("default_credit_homo_test.csv");
    ThreeParties parties = new ThreeParties(folder, tables);
    double exact =
        auc(parties, parties.fit(p -> stage(test, s -> s)), test).metrics().get(Metric.AUC).value();
    List<HorizontalGLMModel> models =
        parties.fit(p -> stage(test, s -> s.setEpsilon(4).setDelta(1e-5)));

    for (HorizontalGLMModel model : models) {
      assertThat(model.linearModel().coefficients())
          .isDeepEqualTo(models.get(0).linearModel().coefficients());
      assertThat(Double.parseDouble(model.manifest().parameters().get("privacy-epsilon")))
          .isBetween(3.9, 4.0);
      assertThat(model.manifest().parameters())
          .containsEntry("privacy-colluding", "2")
          .containsEntry("privacy-unit", "row");
    }
    PooledEvaluation judged = auc(parties, models, test);
    System.out.printf("auc %s without, %s with%n", exact, judged.metrics().get(Metric.AUC));
    assertThat(judged.metrics().get(Metric.AUC).value()).isCloseTo(exact, within(0.03));
    assertThat((double) judged.rows()).isCloseTo(18_000, within(900.0));
  }

  /**
   * Of what columns tell of the label, most is left: the noise hides rows and not what they show.
   */
  @ParameterizedTest
  @CsvSource({"4, 0.85", "8, 0.9"})
  void privacyCostsDoctorVisitsLittle(double epsilon, double kept) {
    Dataset<Row> visits =
        SharedData.table("dvisits_hetero_guest.csv")
            .join(SharedData.table("dvisits_hetero_host.csv"), "id")
            .withColumnRenamed("doctorco", "y")
            .cache();
    compare(visits, Metric.DEVIANCE, kept, s -> s.setObjective("poisson"), epsilon);
  }

  @ParameterizedTest
  @CsvSource({"4, 0.95", "8, 0.95"})
  void privacyCostsMotorTemperaturesLittle(double epsilon, double kept) {
    Dataset<Row> motor =
        SharedData.table("motor_10k_hetero_guest.csv")
            .join(SharedData.table("motor_10k_hetero_host.csv"), "idx")
            .withColumnRenamed("motor_speed", "y")
            .withColumnRenamed("idx", "id")
            .cache();
    compare(motor, Metric.RMSE, kept, s -> s.setObjective("squared-error"), epsilon);
  }

  /** Between the loss of a model that knows no column and that of a fit without noise. */
  private void compare(
      Dataset<Row> rows,
      Metric metric,
      double kept,
      UnaryOperator<HorizontalGLM> with,
      double epsilon) {
    ThreeParties parties = new ThreeParties(folder, ThreeParties.divided(rows, "id"));
    UnaryOperator<HorizontalGLM> exactly = s -> with.apply(s).setRegParam(1e-3);
    UnaryOperator<HorizontalGLM> privately =
        s -> exactly.apply(s).setEpsilon(epsilon).setDelta(1e-5);
    double trivial = judged(parties, rows, metric, s -> exactly.apply(s).setMaxIter(0)).value();
    double exact = judged(parties, rows, metric, exactly).value();
    Bounded found = judged(parties, rows, metric, privately);
    System.out.printf("%s %s trivial %s exact, with privacy %s%n", metric, trivial, exact, found);
    assertThat(trivial - found.value()).isGreaterThan(kept * (trivial - exact));
  }

  private static Bounded judged(
      ThreeParties parties, Dataset<Row> rows, Metric metric, UnaryOperator<HorizontalGLM> with) {
    return auc(parties, parties.fit(p -> stage(rows, with)), rows).metrics().get(metric);
  }

  /** Each party judges on the whole test table, which tells as much as a third of it. */
  private static PooledEvaluation auc(
      ThreeParties parties, List<HorizontalGLMModel> models, Dataset<Row> test) {
    return parties.each((p, sum) -> models.get(p).evaluate(test, sum)).get(0);
  }

  @Test
  void rowsCountOnce() {
    Dataset<Row> table = SharedData.table("default_credit_homo_test.csv");
    ThreeParties parties = new ThreeParties(folder, List.of(table, table, table));
    assertThatThrownBy(
            () ->
                parties.fit(
                    p -> stage(table, s -> s.setEpsilon(1).setDelta(1e-5).setWeightCol("x0"))))
        .rootCause()
        .hasMessageContaining("every row counts once");
    assertThatThrownBy(() -> parties.fit(p -> stage(table, s -> s.setEpsilon(1))))
        .rootCause()
        .hasMessageContaining("set delta beside epsilon");
  }
}
