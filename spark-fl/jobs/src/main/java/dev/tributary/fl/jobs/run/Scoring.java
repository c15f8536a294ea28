package dev.tributary.fl.jobs.run;

import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.jobs.file.DataSection;
import dev.tributary.fl.jobs.file.Objective;
import dev.tributary.fl.model.FeatureModel;
import dev.tributary.fl.model.LabelModel;
import dev.tributary.fl.spark.data.FeatureLayout;
import dev.tributary.fl.spark.data.LaidOutFeatures;
import dev.tributary.fl.tree.FederatedScoring;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Scores rows with this party's part of a stored model. Of the data it reads the key, the columns
 * that the part uses, and at the label party label and weight where the data has them.
 */
final class Scoring implements Task {
  private static final String SUFFIX = "-score";

  private final RunRequest request;
  private final Log log;
  private final StoredModel<LabelModel> label;
  private final StoredModel<FeatureModel> feature;

  /**
   * Reads and verifies the part.
   *
   * @param folder the {@code model/} folder of this party's training
   */
  Scoring(RunRequest request, String folder, Configuration hadoop, Log log) {
    this.request = request;
    this.log = log;
    if (request.self().equals(request.job().labelParty())) {
      label = StoredModel.read(folder, hadoop, request, ModelStore.LABEL_PART, LabelModel.class);
      feature = null;
      checkObjective(label.part(), request);
    } else {
      label = null;
      feature =
          StoredModel.read(folder, hadoop, request, ModelStore.FEATURE_PART, FeatureModel.class);
    }
  }

  private static void checkObjective(LabelModel model, RunRequest request) {
    Objective due = request.job().train().objective();
    int classes = request.job().train().treesPerRound();
    if (!model.objective().equals(due.toString()) || model.classes() != classes) {
      throw FederationException.user(
          "the model is for objective: %s with %d outputs and the job says %s with %d: score with"
              + " the job of the training",
          model.objective(), model.classes(), due, classes);
    }
  }

  private FeatureCuts cuts() {
    return label == null ? feature.part().scoringCuts() : label.part().scoringCuts();
  }

  @Override
  public String suffix() {
    return SUFFIX;
  }

  @Override
  public SourceTable source(Dataset<Row> table) {
    DataSection data = request.config().data();
    List<String> present = Arrays.asList(table.columns());
    List<String> features = cuts().names();
    for (String name : features) {
      if (data.columns() != null && !data.columns().contains(name)) {
        throw FederationException.user(
            "the model uses the column '%s', which data.columns does not list: add it", name);
      }
      if (!present.contains(name)) {
        throw FederationException.user(
            "the model uses the column '%s', which the data does not have", name);
      }
    }
    boolean judged = data.label() != null && present.contains(data.label());
    if (label != null && !judged) {
      log.line("the data has no labels: scores without metrics");
    }
    boolean weighted = judged && data.weight() != null && present.contains(data.weight());
    SourceTable source =
        SourceTable.of(
            table,
            new DataSection(
                data.format(),
                data.path(),
                data.id(),
                judged ? data.label() : null,
                weighted ? data.weight() : null,
                features,
                data.types(),
                data.missing(),
                data.options()));
    if (judged) {
      LabelColumn.checkKnown(source, request.job().train());
    } else if (source.table().isEmpty()) {
      throw FederationException.user("the data has no rows");
    }
    return source;
  }

  @Override
  public void run(RunContext run, ResultFolder out) {
    if (label == null) {
      serve(run, out);
    } else {
      ModelIdentity.of(label.manifest()).announce(run.session());
      AlignedTable aligned = AlignedTable.align(run);
      LaidOutFeatures own = layOut(run, aligned);
      run.stages().enter("score");
      double[][] raw =
          FederatedScoring.score(run.session(), label.part(), aligned.rows(), own.blocks());
      own.blocks().release();
      ScoredRows.store(run, aligned, raw, out);
    }
  }

  private void serve(RunContext run, ResultFolder out) {
    ModelIdentity.of(feature.manifest()).compare(run.session());
    AlignedTable aligned = AlignedTable.align(run);
    LaidOutFeatures own = layOut(run, aligned);
    run.stages().enter("score");
    FederatedScoring.serve(run.session(), feature.part(), aligned.rows(), own.blocks());
    own.blocks().release();
    run.stages().enter("wait for the others");
    run.grpc().finish();
    out.write("metrics.json", OwnMetrics.json(run));
  }

  private LaidOutFeatures layOut(RunContext run, AlignedTable aligned) {
    run.stages().enter("layout");
    return new FeatureLayout(run.compute(), aligned.table(), AlignedTable.ROW, null)
        .forScoring(cuts(), aligned.rows());
  }
}
