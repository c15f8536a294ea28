package dev.tributary.fl.jobs.run;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.evaluation.Evaluation;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Objective;
import dev.tributary.fl.jobs.report.MetricsFile;
import dev.tributary.fl.jobs.report.RunCost;
import dev.tributary.fl.jobs.report.SplitEvaluations;
import dev.tributary.fl.spark.RowScores;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the label party keeps of a scoring: {@code predictions/} (the key's columns and {@code
 * score}, or {@code score_0, ...}) and {@code metrics.json}, whose {@code joint.test} judges the
 * rows that have a label.
 */
final class ScoredRows {
  private ScoredRows() {}

  /**
   * Writes both and waits for the others between.
   *
   * @param raw raw scores {@code [class][row]}
   */
  static void store(RunContext run, AlignedTable aligned, double[][] raw, ResultFolder out) {
    JobFile job = run.request().job();
    double[][] predictions = Evaluations.predictions(Parameters.objective(job.train()), raw);
    run.stages().enter("evaluate");
    SplitEvaluations judged = judged(run, aligned, predictions);
    run.stages().enter("store");
    write(aligned, predictions, out.path("predictions"));
    run.stages().enter("wait for the others");
    run.grpc().finish();
    Map<String, Double> stages = run.stages().seconds();
    RunCost cost =
        new RunCost(
            Double.NaN,
            stages.values().stream().mapToDouble(seconds -> seconds).sum(),
            stages,
            run.grpc().traffic().sent(),
            run.grpc().traffic().received(),
            0);
    out.write(
        MetricsFile.NAME, MetricsFile.json(judged, SplitEvaluations.none(), cost, job.sha256()));
  }

  private static void write(AlignedTable aligned, double[][] predictions, String path) {
    int outputs = predictions[0].length;
    double[][] columns = new double[outputs][predictions.length];
    for (int row = 0; row < predictions.length; row++) {
      for (int o = 0; o < outputs; o++) {
        columns[o][row] = predictions[row][o];
      }
    }
    List<String> names =
        outputs == 1
            ? List.of("score")
            : IntStream.range(0, outputs).mapToObj(o -> "score_" + o).toList();
    RowScores.attach(
            new dev.tributary.fl.spark.AlignedTable(
                aligned.keys(), List.of(), new RowOrder(aligned.rows(), 0, 0), null),
            names,
            columns)
        .drop(AlignedTable.ROW)
        .write()
        .parquet(path);
  }

  private static SplitEvaluations judged(
      RunContext run, AlignedTable aligned, double[][] predictions) {
    List<String> columns = Arrays.asList(run.source().table().columns());
    if (!columns.contains(SourceTable.LABEL)) {
      return SplitEvaluations.none();
    }
    LabelValues values =
        LabelValues.collect(
            aligned,
            IntStream.range(0, aligned.rows()).toArray(),
            columns.contains(SourceTable.WEIGHT)
                ? LabelValues.WeightColumn.PRESENT
                : LabelValues.WeightColumn.ABSENT);
    int[] labelled =
        IntStream.range(0, aligned.rows())
            .filter(row -> !Double.isNaN(values.labels()[row]))
            .toArray();
    double[] labels = pick(values.labels(), labelled);
    JobFile job = run.request().job();
    long kinds = Arrays.stream(labels).distinct().count();
    if (kinds == 0 || (kinds == 1 && job.train().objective() == Objective.BINARY)) {
      run.log().line("the labels of the common rows are all missing or equal: no metrics");
      return SplitEvaluations.none();
    }
    double[] weights = pick(values.weights(0, aligned.rows()), labelled);
    double[][] scored =
        Arrays.stream(labelled).mapToObj(row -> predictions[row]).toArray(double[][]::new);
    Evaluation evaluation = Evaluations.of(job, scored, labels, weights);
    return new SplitEvaluations(Map.of(SplitEvaluations.TEST, evaluation));
  }

  private static double[] pick(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
  }
}
