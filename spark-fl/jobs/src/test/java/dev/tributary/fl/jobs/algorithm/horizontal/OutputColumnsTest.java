package dev.tributary.fl.jobs.algorithm.horizontal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.spark.horizontal.HorizontalEstimator;
import dev.tributary.fl.spark.horizontal.gbdt.HorizontalGBT;
import dev.tributary.fl.spark.horizontal.glm.HorizontalGLM;
import dev.tributary.fl.spark.horizontal.kmeans.HorizontalKMeans;
import dev.tributary.fl.spark.horizontal.mlp.HorizontalMLP;
import dev.tributary.fl.spark.horizontal.pca.HorizontalPCA;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class OutputColumnsTest {
  private static final String[] FEATURES = {"prediction", "probability", "rawPrediction"};

  private static StructType rows(String... features) {
    StructType rows = new StructType().add("y", DataTypes.DoubleType);
    for (String feature : features) {
      rows = rows.add(feature, DataTypes.DoubleType);
    }
    return rows;
  }

  /** A run would be refused after it has joined, and no key of a job could help. */
  @Test
  void aPartysColumnsMayBeCalledAsAStageCallsItsOwn() {
    StructType rows = rows(FEATURES);
    for (HorizontalEstimator<?, ?> stage :
        List.<HorizontalEstimator<?, ?>>of(
            new HorizontalGLM().setFeatureCols(FEATURES).setLabelCol("y"),
            new HorizontalGBT().setFeatureCols(FEATURES).setLabelCol("y"),
            new HorizontalMLP().setFeatureCols(FEATURES).setLabelCol("y"),
            new HorizontalKMeans().setFeatureCols(FEATURES))) {
      assertThatThrownBy(() -> stage.transformSchema(rows)).hasMessageContaining("already");
      assertThat(OutputColumns.ofRun(stage).transformSchema(rows).fieldNames())
          .endsWith("tributary_prediction");
    }
    HorizontalPCA pca = new HorizontalPCA().setFeatureCols(new String[] {"components", "x"});
    assertThat(OutputColumns.ofRun(pca).transformSchema(rows("components", "x")).fieldNames())
        .endsWith("tributary_output");
  }

  @Test
  void aStoredModelHasTheNamesOfItsStage() {
    HorizontalGLM stage = new HorizontalGLM().setFeatureCols(new String[] {"x"}).setLabelCol("y");

    HorizontalGLM stored = OutputColumns.ofStage(OutputColumns.ofRun(stage));
    assertThat(stored.transformSchema(rows("x")).fieldNames())
        .containsExactly("y", "x", "rawPrediction", "probability", "prediction");
  }
}
