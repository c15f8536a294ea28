package dev.tributary.fl.jobs.run;

import dev.tributary.fl.linearmap.LinearMap;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.tree.FeatureResult;
import dev.tributary.fl.tree.VerticalGbt;
import java.util.Map;

/** A feature party's run: serves the training, keeps its part of the model. */
final class FeatureSide {
  private FeatureSide() {}

  static void run(RunContext run, ResultFolder out) {
    PreparedRows rows = PreparedRows.prepare(run);
    LinearMap map = Ciphers.of(run.request().job().train());
    run.stages().enter("train joint");
    FeatureResult result =
        VerticalGbt.serve(
            run.session(),
            Parameters.trees(run.request().job().train()),
            rows.features().cuts(),
            rows.features().blocks(),
            rows.order(),
            map);
    rows.features().blocks().release();
    run.stages().enter("store");
    ModelStore.write(
        out, ModelStore.FEATURE_PART, result.model(), map, run.session(), run.request().job());
    out.write("importances.json", ModelJson.write(Map.of("features", result.importances())));
    run.stages().enter("wait for the others");
    run.grpc().finish();
    out.write("metrics.json", OwnMetrics.json(run));
  }
}
