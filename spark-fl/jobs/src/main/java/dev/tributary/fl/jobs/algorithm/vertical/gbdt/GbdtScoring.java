package dev.tributary.fl.jobs.algorithm.vertical.gbdt;

import dev.tributary.connectors.ResultFolder;
import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.TableReader;
import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.data.CheckedTable;
import dev.tributary.fl.jobs.data.LabelColumn;
import dev.tributary.fl.jobs.report.Findings;
import dev.tributary.fl.jobs.report.MetricsFile;
import dev.tributary.fl.jobs.run.Fallback;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.ModelUse;
import dev.tributary.fl.jobs.run.OwnMetrics;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.ScoreTable;
import dev.tributary.fl.jobs.run.Task;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Role;
import dev.tributary.fl.spark.vertical.LabelPartyModel;
import dev.tributary.fl.spark.vertical.VerticalGBTFeatureModel;
import dev.tributary.protocol.FederationException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Scores rows with this party's part of a stored model, a label party's with the feature parties of
 * its group. Of the data it reads the key, the columns that the part uses, and at a label party
 * label and weight where the data has them.
 */
public final class GbdtScoring implements Task {
  private final RunRequest request;
  private final Log log;
  private final Function<FederatedSession, List<FederatedSession>> groups;
  private final LabelPartyModel<?> label;
  private final LabelPartyModel<?> solo;
  private final Fallback fallback;
  private final VerticalGBTFeatureModel feature;

  /**
   * Reads and verifies the part.
   *
   * @param groups from the session of all parties those in which this one scores, one after the
   *     other: one at a label party, at a feature party one of each label party that it serves
   * @throws FederationException USER if a solo score is asked for that no model gives
   */
  public GbdtScoring(
      RunRequest request,
      ModelUse model,
      Configuration hadoop,
      Log log,
      Function<FederatedSession, List<FederatedSession>> groups) {
    this.request = request;
    this.log = log;
    this.groups = groups;
    StoredModel stored = new StoredModel(model.folder(), hadoop, request);
    boolean isLabelParty = request.job().roster().role(request.self()) == Role.LABEL;
    label = isLabelParty ? stored.label() : null;
    solo = isLabelParty ? stored.solo().orElse(null) : null;
    feature = isLabelParty ? null : stored.feature();
    fallback = model.fallback().orElse(solo == null ? Fallback.NONE : Fallback.SOLO);
    if (isLabelParty && solo == null && fallback == Fallback.SOLO) {
      throw FederationException.user(
          "--fallback solo needs a solo model, and the training in %s made none: train with"
              + " evaluate: {solo: true}, or say --fallback none",
          model.folder());
    }
  }

  /** Columns that the models use. */
  private List<String> features() {
    if (label == null) {
      return feature.featureModel().scoringCuts().names();
    }
    Set<String> names = new LinkedHashSet<>(label.labelModel().scoringCuts().names());
    if (solo != null) {
      names.addAll(solo.labelModel().scoringCuts().names());
    }
    return List.copyOf(names);
  }

  @Override
  public CheckedTable source(SparkSession spark) {
    TableSource data = request.config().data();
    TableReader reader = new TableReader(spark, data);
    List<String> present = reader.columns();
    List<String> features = features();
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
        reader
            .using(judged ? data.label() : null, weighted ? data.weight() : null, features)
            .read();
    if (judged) {
      LabelColumn.checkKnown(table, GbdtSection.of(request.job()));
    } else if (table.profile().rows() == 0) {
      throw FederationException.user("the data has no rows: check data.path and data.options");
    }
    return CheckedTable.forScoring(table, request.job());
  }

  @Override
  public void run(RunContext run, ResultFolder out) {
    if (label == null) {
      run.alignWith(feature);
      for (FederatedSession group : groups.apply(run.session())) {
        feature.setSession(group).setListener(run.watch()).transform(run.source().rows());
      }
      run.awaitOthers();
      out.write("metrics.json", OwnMetrics.json(run));
    } else {
      run.alignWith(label);
      label.setSession(groups.apply(run.session()).get(0));
      label.setListener(run.watch());
      label.setHandleInvalid("keep");
      Dataset<Row> joint = label.transform(run.source().rows());
      ScoreTable rows =
          new ScoreTable(run, solo == null ? joint : solo.transformAlone(joint, ScoreTable.SOLO));
      keep(run, rows, out);
    }
  }

  private void keep(RunContext run, ScoreTable scored, ResultFolder out) {
    run.stages().enter("evaluate");
    Findings judged = scored.judgeScoring();
    run.stages().enter("store");
    scored.withoutSplit(fallback).write().parquet(out.path("predictions"));
    run.log().line(scored.words(fallback));
    run.awaitOthers();
    out.write(
        MetricsFile.NAME,
        MetricsFile.json(
            judged,
            run.source().kept(),
            run.watch().matched(),
            run.cost(),
            run.safeguards().waived(),
            run.request().job().sha256()));
  }
}
