package dev.tributary.fl.jobs.algorithm.mixed;

import dev.tributary.connectors.ResultFolder;
import dev.tributary.fl.horizontal.columns.SharedColumns;
import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.fl.horizontal.evaluation.ScoredRows;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.jobs.algorithm.vertical.gbdt.Estimators;
import dev.tributary.fl.jobs.algorithm.vertical.gbdt.LabelSide;
import dev.tributary.fl.jobs.algorithm.vertical.gbdt.ReportInputs;
import dev.tributary.fl.jobs.data.ComparedColumns;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Supervised;
import dev.tributary.fl.jobs.report.Findings;
import dev.tributary.fl.jobs.report.HtmlReport;
import dev.tributary.fl.jobs.report.MetricsFile;
import dev.tributary.fl.jobs.report.MixedReport;
import dev.tributary.fl.jobs.report.Pace;
import dev.tributary.fl.jobs.report.PooledMetrics;
import dev.tributary.fl.jobs.report.RowCounts;
import dev.tributary.fl.jobs.report.RunCost;
import dev.tributary.fl.jobs.run.CountedSum;
import dev.tributary.fl.jobs.run.JudgedSplit;
import dev.tributary.fl.jobs.run.JudgedTogether;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.jobs.run.ScoreTable;
import dev.tributary.fl.jobs.split.NothingHeldOut;
import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.fl.mixed.Groups;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.spark.vertical.LabelPartyEstimator;
import dev.tributary.fl.spark.vertical.LabelPartyModel;
import dev.tributary.fl.spark.vertical.MixedRun;
import dev.tributary.fl.spark.vertical.TrainingSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A label party's run among several: trains the joint model, the one of its group and its own,
 * judges all three on its own people, and the joint one on those of all label parties, keeps the
 * results.
 */
final class MixedLabelSide {
  private MixedLabelSide() {}

  /** Groups train by themselves where label parties do, to compare. */
  static MixedRun.GroupBaseline baseline(JobFile job) {
    return comparesGroups(job) ? MixedRun.GroupBaseline.GROUP : MixedRun.GroupBaseline.NONE;
  }

  /** Whether each group trains once more, by itself. */
  static boolean comparesGroups(JobFile job) {
    return job.evaluate().solo();
  }

  static void run(RunContext run, Groups groups, ResultFolder out) {
    JobFile job = run.request().job();
    NothingHeldOut.warning(job.split()).ifPresent(w -> run.log().line("warning: " + w));
    Dataset<Row> marked = new SplitDraw(job).mark(run.source().rows(), run.source().source().id());
    FederatedSession labels = run.session().among(groups.amongLabels());
    run.stages().enter("compare columns");
    List<String> features = SharedColumns.agree(labels, ComparedColumns.of(job, run.source()));
    // While one trains its baselines others wait to judge together, for as long as to store.
    try (SecureSum opened = run.sums(labels.patient(groups.labels().size()))) {
      CountedSum sum = new CountedSum(opened);
      LabelPartyEstimator<?, ?> stage = Estimators.label(run);
      stage.setMixed(new MixedRun(groups, session -> sum, baseline(job)));
      stage.setFeatureCols(features.toArray(String[]::new));
      keep(run, groups, stage.fit(marked), sum, out);
    }
  }

  private static void keep(
      RunContext run, Groups groups, LabelPartyModel<?> joint, CountedSum sum, ResultFolder out) {
    TrainingSummary summary = joint.summary().orElseThrow();
    if (run.request().job().evaluate().solo() && joint.soloModel().isEmpty()) {
      run.log()
          .line(
              "warning: there is no model of this party's own rows to compare with: by themselves"
                  + " they do not suffice for one");
    }
    run.stages().enter("evaluate");
    Findings overSolo = LabelSide.findings(run, joint, joint.soloModel().orElse(null));
    Findings overGroup =
        joint
            .groupModel()
            .map(group -> LabelSide.findings(run, joint, group))
            .orElseGet(Findings::none);
    Optional<PooledEvaluation> pooled = together(run, joint, sum);
    LabelSide.store(run, joint, out);
    run.stages().enter("report");
    RunCost cost = run.cost(new Pace("tree", summary.secondsPerTree()));
    out.write(
        MetricsFile.NAME,
        MetricsFile.json(
            overSolo,
            RowCounts.of(run.source().kept(), run.watch().matched()),
            more(run, groups, overGroup, pooled, sum),
            cost,
            run.safeguards().waived(),
            run.request().job().sha256()));
    out.write(
        HtmlReport.NAME,
        MixedReport.render(
            run.request().job(),
            run.session().self(),
            JudgedSplit.of(run.request().job()).set(),
            ReportInputs.of(run, joint, overSolo, cost),
            joint.soloModel(),
            overGroup,
            pooled));
  }

  private static Optional<PooledEvaluation> together(
      RunContext run, LabelPartyModel<?> joint, CountedSum sum) {
    JobFile job = run.request().job();
    run.stages().enter("evaluate together");
    ScoredRows rows =
        new ScoreTable(run, joint.summary().orElseThrow().predictions()).toJudgeTogether();
    return JudgedTogether.of(
        run.log(),
        () ->
            PooledEvaluation.of(
                Supervised.of(job).objective().judge(), rows, sum, job.evaluate().fractions()));
  }

  private static Map<String, Object> more(
      RunContext run,
      Groups groups,
      Findings overGroup,
      Optional<PooledEvaluation> pooled,
      CountedSum sum) {
    JobFile job = run.request().job();
    Map<String, Object> more = new LinkedHashMap<>();
    if (!overGroup.isEmpty()) {
      more.put("group", MetricsFile.other(overGroup));
      more.put("uplift-over-group", MetricsFile.upliftOver(overGroup));
    }
    pooled.ifPresent(all -> more.put("pooled", PooledMetrics.of(all, JudgedSplit.of(job).set())));
    more.put("label-parties", groups.labels().size());
    more.put("sums", Map.of("sums", sum.sums(), "words", sum.words()));
    if (!job.consents().isEmpty()) {
      more.put("consent", job.consents().stream().map(Object::toString).toList());
    }
    return more;
  }
}
