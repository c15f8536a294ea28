package dev.tributary.fl.jobs.algorithm.mixed;

import dev.tributary.connectors.ResultFolder;
import dev.tributary.fl.horizontal.columns.SharedColumns;
import dev.tributary.fl.jobs.algorithm.vertical.gbdt.Estimators;
import dev.tributary.fl.jobs.algorithm.vertical.gbdt.ImportancesFile;
import dev.tributary.fl.jobs.algorithm.vertical.gbdt.ReportInputs;
import dev.tributary.fl.jobs.data.ComparedColumns;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.report.FeatureReport;
import dev.tributary.fl.jobs.report.HtmlReport;
import dev.tributary.fl.jobs.run.ModelFolder;
import dev.tributary.fl.jobs.run.OwnMetrics;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.mixed.Groups;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.spark.vertical.MixedRun;
import dev.tributary.fl.spark.vertical.VerticalGBTFeatureModel;
import dev.tributary.fl.spark.vertical.VerticalGBTFeatureParty;
import java.util.List;

/** A feature party's run among several label parties; its report is as of one. */
final class MixedFeatureSide {
  private MixedFeatureSide() {}

  static void run(RunContext run, Groups groups, ResultFolder out) {
    JobFile job = run.request().job();
    FederatedSession slot = run.session().among(groups.amongSlot(run.session().self()));
    List<String> features = run.source().features();
    if (slot.parties().size() > 1) {
      run.stages().enter("compare columns");
      features = SharedColumns.agree(slot, ComparedColumns.ofFeatures(job, run.source()));
    }
    VerticalGBTFeatureParty stage =
        Estimators.feature(run)
            .setMixed(new MixedRun(groups, run::slotSums, MixedLabelSide.baseline(job)))
            .setFeatureCols(features.toArray(String[]::new));
    VerticalGBTFeatureModel model = stage.fit(run.source().rows());
    run.stages().enter("store");
    ModelFolder.write(model, out);
    out.write(
        ImportancesFile.NAME,
        ImportancesFile.json(model.importances(), run.watch().bitmaps().orElseThrow()));
    run.awaitOthers();
    run.stages().enter("report");
    out.write(
        HtmlReport.NAME,
        FeatureReport.render(ReportInputs.of(run, model, groups.served(run.session().self()))));
    out.write("metrics.json", OwnMetrics.json(run));
  }
}
