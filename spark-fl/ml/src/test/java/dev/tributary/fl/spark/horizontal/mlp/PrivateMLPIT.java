package dev.tributary.fl.spark.horizontal.mlp;

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

/** Three parties train a perceptron with privacy that is nearly as good as without. */
class PrivateMLPIT {
  @TempDir Path folder;

  private static HorizontalMLP stage(Dataset<Row> table, UnaryOperator<HorizontalMLP> with) {
    return with.apply(
        new HorizontalMLP()
            .setFeatureCols(
                Arrays.stream(table.columns())
                    .filter(c -> !c.equals("id") && !c.equals("y"))
                    .toArray(String[]::new))
            .setLabelCol("y"));
  }

  @Test
  void privacyCostsCreditDefaultsLittle() {
    List<Dataset<Row>> tables =
        Stream.of("guest", "host_1", "host_2")
            .map(name -> SharedData.table("default_credit_homo_" + name + ".csv"))
            .toList();
    Dataset<Row> test = SharedData.table("default_credit_homo_test.csv");
    ThreeParties parties = new ThreeParties(folder, tables);
    double exact = auc(parties, parties.fit(p -> stage(test, s -> s.setMaxIter(20))), test).value();
    for (double epsilon : new double[] {8, 4}) {
      List<HorizontalMLPModel> models =
          parties.fit(
              p ->
                  stage(
                      test,
                      s -> s.setMaxIter(50).setStepSize(3).setEpsilon(epsilon).setDelta(1e-5)));
      for (HorizontalMLPModel model : models) {
        assertThat(model.perceptron().weights()).isEqualTo(models.get(0).perceptron().weights());
        assertThat(Double.parseDouble(model.manifest().parameters().get("privacy-epsilon")))
            .isBetween(0.97 * epsilon, epsilon);
        assertThat(model.manifest().parameters()).containsEntry("privacy-unit", "row");
      }
      Bounded judged = auc(parties, models, test);
      System.out.printf("epsilon %s: auc %s without, %s with%n", epsilon, exact, judged);
      assertThat(judged.value()).isCloseTo(exact, within(0.05));
    }
  }

  /** Each party judges on the whole test table, which tells as much as a third of it. */
  private static Bounded auc(
      ThreeParties parties, List<HorizontalMLPModel> models, Dataset<Row> test) {
    PooledEvaluation judged = parties.each((p, sum) -> models.get(p).evaluate(test, sum)).get(0);
    return judged.metrics().get(Metric.AUC);
  }

  @Test
  void rowsCountOnceAndWhatHasNoMeaningIsRefused() {
    Dataset<Row> table = SharedData.table("default_credit_homo_test.csv");
    ThreeParties parties = new ThreeParties(folder, List.of(table, table, table));
    assertThatThrownBy(
            () ->
                parties.fit(
                    p -> stage(table, s -> s.setEpsilon(1).setDelta(1e-5).setWeightCol("x0"))))
        .rootCause()
        .hasMessageContaining("every row counts once");
    assertThatThrownBy(
            () ->
                parties.fit(p -> stage(table, s -> s.setEpsilon(1).setDelta(1e-5).setBatchSize(9))))
        .rootCause()
        .hasMessageContaining("batch must be left out with privacy");
    assertThatThrownBy(
            () -> parties.fit(p -> stage(table, s -> p == 0 ? s.setEpsilon(1).setDelta(1e-5) : s)))
        .rootCause()
        .hasMessageContaining("settings differ");
  }
}
