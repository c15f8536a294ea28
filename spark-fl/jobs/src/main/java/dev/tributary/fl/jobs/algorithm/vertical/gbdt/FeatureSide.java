package dev.tributary.fl.jobs.algorithm.vertical.gbdt;

import dev.tributary.connectors.ResultFolder;
import dev.tributary.fl.jobs.report.FeatureReport;
import dev.tributary.fl.jobs.report.HtmlReport;
import dev.tributary.fl.jobs.run.ModelFolder;
import dev.tributary.fl.jobs.run.OwnMetrics;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.spark.vertical.VerticalGBTFeatureModel;
import java.util.List;

/** A feature party's run: serves the training, keeps its part of the model and its report. */
final class FeatureSide {
  private FeatureSide() {}

  static void run(RunContext run, ResultFolder out) {
    VerticalGBTFeatureModel model = Estimators.feature(run).fit(run.source().rows());
    run.stages().enter("store");
    ModelFolder.write(model, out);
    out.write(
        ImportancesFile.NAME,
        ImportancesFile.json(model.importances(), model.bitmaps().orElseThrow()));
    run.awaitOthers();
    run.stages().enter("report");
    out.write(
        HtmlReport.NAME,
        FeatureReport.render(ReportInputs.of(run, model, List.of(run.session().labelParty()))));
    out.write("metrics.json", OwnMetrics.json(run));
  }
}
