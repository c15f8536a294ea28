package dev.tributary.fl.jobs.algorithm.horizontal;

import java.util.Map;
import org.apache.spark.ml.param.Params;

/**
 * The columns that a stage adds to rows. By default it calls them as a party may well call one of
 * its own, and no key of a job says another name; a stored model has the stage's own names.
 */
public final class OutputColumns {
  /** Names that no column of a party begins with, by param. */
  private static final Map<String, String> NAMES =
      Map.of(
          "predictionCol", "tributary_prediction",
          "probabilityCol", "tributary_probability",
          "rawPredictionCol", "tributary_raw_prediction",
          "outputCol", "tributary_output");

  private OutputColumns() {}

  /** The stage, with names for the rows of a run. */
  public static <S extends Params> S ofRun(S stage) {
    NAMES.forEach(
        (param, name) -> {
          if (stage.hasParam(param)) {
            stage.set(param, name);
          }
        });
    return stage;
  }

  /** The model, with the names of its stage again. */
  public static <M extends Params> M ofStage(M model) {
    NAMES
        .keySet()
        .forEach(
            param -> {
              if (model.hasParam(param)) {
                model.clear(model.getParam(param));
              }
            });
    return model;
  }
}
