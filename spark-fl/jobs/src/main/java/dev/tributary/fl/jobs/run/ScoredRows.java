package dev.tributary.fl.jobs.run;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.TableSource;
import dev.tributary.fl.evaluation.Evaluation;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Objective;
import dev.tributary.fl.jobs.file.Supervised;
import dev.tributary.fl.jobs.report.SplitEvaluations;
import dev.tributary.fl.jobs.split.SplitDraw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The label party's rows with a model's scores: what {@code predictions/} holds of them, and how
 * good they are.
 */
public final class ScoredRows {
  /** Column of a model's scores; a party's own columns must not begin like this. */
  public static final String PREDICTION = "tributary_prediction";

  /** Column of a model's probability per class, likewise. */
  public static final String PROBABILITY = "tributary_probability";

  private static final List<String> SETS =
      List.of(SplitEvaluations.TRAIN, SplitEvaluations.VALIDATION, SplitEvaluations.TEST);

  private final RunContext run;
  private final JobFile job;
  private final TableSource source;
  private final Dataset<Row> rows;

  /**
   * @param rows columns of the party's table and of the model
   */
  public ScoredRows(RunContext run, Dataset<Row> rows) {
    this.run = run;
    this.job = run.request().job();
    this.source = run.source().source();
    this.rows = rows;
  }

  /** The key's columns and {@code score}, or {@code score_0, ...} by class. */
  public Dataset<Row> withoutSplit() {
    return rows.select(keysAndScores().toArray(Column[]::new));
  }

  /** The same, {@code label} and {@code split}. */
  public Dataset<Row> withSplit() {
    List<Column> columns = keysAndScores();
    columns.add(SourceTable.column(source.label()).as("label"));
    columns.add(
        when(col(SplitDraw.TEST), SplitEvaluations.TEST)
            .when(col(SplitDraw.VALIDATION), SplitEvaluations.VALIDATION)
            .otherwise(SplitEvaluations.TRAIN)
            .as("split"));
    return rows.select(columns.toArray(Column[]::new));
  }

  private List<Column> keysAndScores() {
    List<Column> columns = new ArrayList<>();
    for (int k = 0; k < source.id().size(); k++) {
      columns.add(SourceTable.column(source.id().get(k)).as(job.align().key().get(k)));
    }
    columns.addAll(scores());
    return columns;
  }

  private List<Column> scores() {
    Column probability = vector_to_array(col(PROBABILITY), "float64");
    return switch (Supervised.of(job).objective()) {
      case BINARY -> List.of(probability.getItem(1).as("score"));
      case MULTICLASS ->
          IntStream.range(0, Supervised.of(job).classes())
              .mapToObj(c -> probability.getItem(c).as("score_" + c))
              .toList();
      case SQUARED_ERROR, POISSON -> List.of(col(PREDICTION).as("score"));
    };
  }

  /** One evaluation per set of a training that has rows. */
  public SplitEvaluations judgeTraining() {
    Column set = when(col(SplitDraw.TEST), 2D).when(col(SplitDraw.VALIDATION), 1D).otherwise(0D);
    JudgedRows all = collect(set);
    Map<String, Evaluation> bySplit = new LinkedHashMap<>();
    for (int s = 0; s < SETS.size(); s++) {
      JudgedRows some = all.of(s);
      if (some.count() > 0) {
        bySplit.put(SETS.get(s), some.evaluate(job));
      }
    }
    return new SplitEvaluations(bySplit);
  }

  /** An evaluation of the rows that have a label, as test rows; none where it would say nothing. */
  public SplitEvaluations judgeScoring() {
    if (source.label() == null) {
      return SplitEvaluations.none();
    }
    JudgedRows labelled = collect(lit(2D)).of(2);
    long kinds = Arrays.stream(labelled.labels()).distinct().count();
    if (kinds == 0 || (kinds == 1 && Supervised.of(job).objective() == Objective.BINARY)) {
      run.log().line("the labels of the common rows are all missing or equal: no metrics");
      return SplitEvaluations.none();
    }
    return new SplitEvaluations(Map.of(SplitEvaluations.TEST, labelled.evaluate(job)));
  }

  private JudgedRows collect(Column set) {
    List<Column> columns = new ArrayList<>(scores());
    columns.add(SourceTable.column(source.label()));
    columns.add(source.weight() == null ? lit(1D) : SourceTable.column(source.weight()));
    columns.add(set);
    return JudgedRows.collect(rows.select(columns.toArray(Column[]::new)));
  }
}
