package dev.tributary.fl.jobs.algorithm.gbdt;

import dev.tributary.connectors.ResultFolder;
import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.TableReader;
import dev.tributary.connectors.TableSource;
import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.jobs.report.Findings;
import dev.tributary.fl.jobs.report.MetricsFile;
import dev.tributary.fl.jobs.run.CheckedTable;
import dev.tributary.fl.jobs.run.LabelColumn;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.OwnMetrics;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.ScoredRows;
import dev.tributary.fl.jobs.run.Task;
import dev.tributary.fl.spark.stage.FederatedParams;
import dev.tributary.fl.spark.vertical.LabelPartyModel;
import dev.tributary.fl.spark.vertical.VerticalGBTFeatureModel;
import dev.tributary.protocol.FederationException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * Scores rows with this party's part of a stored model. Of the data it reads the key, the columns
 * that the part uses, and at the label party label and weight where the data has them.
 */
final class GbdtScoring implements Task {
  private final RunRequest request;
  private final Log log;
  private final LabelPartyModel<?> label;
  private final VerticalGBTFeatureModel feature;

  /**
   * Reads and verifies the part.
   *
   * @param folder the {@code model/} folder of this party's training
   */
  GbdtScoring(RunRequest request, String folder, Configuration hadoop, Log log) {
    this.request = request;
    this.log = log;
    StoredModel stored = new StoredModel(folder, hadoop, request);
    boolean isLabelParty = request.self().equals(request.job().labelParty());
    label = isLabelParty ? stored.label() : null;
    feature = isLabelParty ? null : stored.feature();
  }

  private FeatureCuts cuts() {
    return label == null ? feature.featureModel().scoringCuts() : label.labelModel().scoringCuts();
  }

  @Override
  public SourceTable source(SparkSession spark) {
    TableSource data = request.config().data();
    List<String> present = new TableReader(spark, data).columns();
    List<String> features = cuts().names();
    for (String name : features) {
      if (data.columns() != null && !data.columns().contains(name)) {
        throw FederationException.user(
            "the model uses the column '%s', which data.columns does not list: add it", name);
      }
      if (!present.contains(name)) {
        throw FederationException.user(
            "the model uses the column '%s', which the data does not have: add it", name);
      }
    }
    boolean judged = data.label() != null && present.contains(data.label());
    if (label != null && !judged) {
      log.line("the data has no labels: scores without metrics");
    }
    boolean weighted = judged && data.weight() != null && present.contains(data.weight());
    SourceTable table =
        new TableReader(
                spark,
                data.with(judged ? data.label() : null, weighted ? data.weight() : null, features))
            .read();
    if (judged) {
      LabelColumn.checkKnown(table, GbdtSection.of(request.job()));
    } else if (table.profile().rows() == 0) {
      throw FederationException.user("the data has no rows: check data.path and data.options");
    }
    CheckedTable.ids(table, request.job());
    return table;
  }

  @Override
  public void run(RunContext run, ResultFolder out) {
    if (label == null) {
      meet(feature, run);
      feature.setSession(run.session()).setListener(run.watch()).transform(run.source().rows());
      run.awaitOthers();
      out.write("metrics.json", OwnMetrics.json(run));
    } else {
      meet(label, run);
      label.setSession(run.session());
      label.setListener(run.watch());
      keep(run, new ScoredRows(run, label.transform(run.source().rows())), out);
    }
  }

  private static void meet(FederatedParams<?> model, RunContext run) {
    model.setIdCols(run.source().source().id().toArray(String[]::new));
    model.setIdNormalization(
        run.request().job().align().normalization().names().toArray(String[]::new));
    model.setMinIntersection(run.request().job().align().minIntersection());
  }

  private static void keep(RunContext run, ScoredRows scored, ResultFolder out) {
    run.stages().enter("evaluate");
    Findings judged = scored.judgeScoring();
    run.stages().enter("store");
    scored.withoutSplit().write().parquet(out.path("predictions"));
    run.awaitOthers();
    out.write(
        MetricsFile.NAME,
        MetricsFile.json(
            judged, run.watch().matched(), run.cost(Double.NaN), run.request().job().sha256()));
  }
}
