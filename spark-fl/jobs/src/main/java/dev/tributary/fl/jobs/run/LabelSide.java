package dev.tributary.fl.jobs.run;

import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.report.HtmlReport;
import dev.tributary.fl.jobs.report.MetricsFile;
import dev.tributary.fl.jobs.report.ReportInput;
import dev.tributary.fl.jobs.report.RunCost;
import dev.tributary.fl.jobs.report.SplitEvaluations;
import dev.tributary.fl.linearmap.LinearMap;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.tree.Objective;
import dev.tributary.fl.tree.TrainingResult;
import dev.tributary.fl.tree.TreeParameters;
import dev.tributary.fl.tree.VerticalGbt;
import dev.tributary.transport.SessionTraffic;
import java.util.Map;

/** The label party's run: trains the joint and its solo model, judges both, keeps the results. */
final class LabelSide {
  private final RunContext run;
  private final JobFile job;
  private final Objective objective;
  private final TreeParameters parameters;
  private final PreparedRows rows;
  private final LabelValues values;

  private LabelSide(RunContext run) {
    this.run = run;
    this.job = run.request().job();
    this.objective = Parameters.objective(job.train());
    this.parameters = Parameters.trees(job.train());
    this.rows = PreparedRows.prepare(run);
    this.values =
        LabelValues.collect(
            rows.aligned(),
            rows.placement(),
            run.request().config().data().weight() == null
                ? LabelValues.WeightColumn.ABSENT
                : LabelValues.WeightColumn.PRESENT);
  }

  static void run(RunContext run, ResultFolder out) {
    new LabelSide(run).run(out);
  }

  private void run(ResultFolder out) {
    LinearMap map = Ciphers.of(job.train());
    run.stages().enter("train joint");
    long bytesBefore = bytes();
    TrainingResult joint =
        VerticalGbt.train(
            run.session(),
            parameters,
            objective,
            rows.order(),
            values.labels(),
            values.weights(),
            rows.features().cuts(),
            rows.features().blocks(),
            map,
            new RoundLog(run.log(), "joint", rows.order().training()));
    long trainingBytes = bytes() - bytesBefore;
    TrainingResult solo = job.evaluate().solo() ? trainSolo() : null;
    rows.features().blocks().release();
    run.stages().enter("evaluate");
    Evaluations evaluations = new Evaluations(job, rows.order(), values);
    double[][] predictions = Evaluations.predictions(objective, joint.rawScores());
    SplitEvaluations jointBySplit = evaluations.of(predictions);
    SplitEvaluations soloBySplit =
        solo == null
            ? SplitEvaluations.none()
            : evaluations.of(Evaluations.predictions(objective, solo.rawScores()));
    run.stages().enter("store");
    ModelStore.write(out, ModelStore.LABEL_PART, joint.model(), map, run.session(), job);
    out.write(
        "importances.json",
        ModelJson.write(
            Map.of("features", joint.importances(), "parties", joint.partyImportances())));
    Predictions.write(
        rows.aligned(),
        predictions,
        values,
        rows.placement(),
        rows.order(),
        out.path("predictions"));
    run.stages().enter("wait for the others");
    run.grpc().finish();
    run.stages().enter("report");
    RunCost cost = cost(joint, trainingBytes);
    out.write(MetricsFile.NAME, MetricsFile.json(jointBySplit, soloBySplit, cost, job.sha256()));
    ReportInput input = ReportInputs.of(run, rows, map, joint, jointBySplit, soloBySplit, cost);
    out.write(HtmlReport.NAME, HtmlReport.render(input));
  }

  private TrainingResult trainSolo() {
    run.stages().enter("train solo");
    return VerticalGbt.trainSolo(
        run.session().self(),
        parameters,
        objective,
        rows.order(),
        values.labels(),
        values.weights(),
        rows.features().cuts(),
        rows.features().blocks(),
        new RoundLog(run.log(), "solo", rows.order().training()));
  }

  /** Sent and received; every byte between two parties passes here. */
  private long bytes() {
    SessionTraffic traffic = run.grpc().traffic();
    return traffic.sent() + traffic.received();
  }

  private RunCost cost(TrainingResult joint, long trainingBytes) {
    SessionTraffic traffic = run.grpc().traffic();
    Map<String, Double> stages = run.stages().seconds();
    return new RunCost(
        joint.secondsPerTree(),
        stages.values().stream().mapToDouble(seconds -> seconds).sum(),
        stages,
        traffic.sent(),
        traffic.received(),
        trainingBytes);
  }
}
