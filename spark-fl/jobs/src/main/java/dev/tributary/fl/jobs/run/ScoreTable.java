package dev.tributary.fl.jobs.run;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.TableSource;
import dev.tributary.fl.evaluation.Evaluation;
import dev.tributary.fl.evaluation.Judge;
import dev.tributary.fl.evaluation.ModelScores;
import dev.tributary.fl.evaluation.ScoreShift;
import dev.tributary.fl.evaluation.TopFraction;
import dev.tributary.fl.evaluation.Uncertainty;
import dev.tributary.fl.horizontal.evaluation.LocalScoredRows;
import dev.tributary.fl.horizontal.evaluation.ScoredRows;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Supervised;
import dev.tributary.fl.jobs.report.Basis;
import dev.tributary.fl.jobs.report.Findings;
import dev.tributary.fl.jobs.report.SplitEvaluations;
import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.fl.training.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The label party's rows with a model's scores: what {@code predictions/} holds of them, and how
 * good they are.
 */
public final class ScoreTable {
  /** Column of a model's scores; a party's own columns must not begin like this. */
  public static final String PREDICTION = "tributary_prediction";

  /** Column of a model's probability per class, likewise. */
  public static final String PROBABILITY = "tributary_probability";

  /** What the names of the solo model's columns begin with. */
  public static final String SOLO = "tributary_solo_";

  private static final List<String> SETS =
      List.of(SplitEvaluations.TRAIN, SplitEvaluations.VALIDATION, SplitEvaluations.TEST);

  private final RunContext run;
  private final JobFile job;
  private final TableSource source;
  private final Dataset<Row> rows;

  /**
   * @param rows columns of the party's table and of the model
   */
  public ScoreTable(RunContext run, Dataset<Row> rows) {
    this.run = run;
    this.job = run.request().job();
    this.source = run.source().source();
    this.rows = rows;
  }

  /**
   * The key's columns, {@code matched}, {@code score} and {@code solo_score}, with more than two
   * classes {@code score_0, ...}; of every row.
   *
   * @param fallback score of rows that another party lacks; {@code solo_score} is null without a
   *     solo model
   */
  public Dataset<Row> withoutSplit(Fallback fallback) {
    return rows.select(keysAndScores(fallback).toArray(Column[]::new));
  }

  /**
   * The same without a fallback, {@code label} and {@code split}, which is null of a row that is
   * not matched.
   */
  public Dataset<Row> withSplit() {
    List<Column> columns = keysAndScores(Fallback.NONE);
    columns.add(SourceTable.column(source.label()).as("label"));
    columns.add(
        when(not(matched()), lit(null).cast("string"))
            .when(col(SplitDraw.TEST), SplitEvaluations.TEST)
            .when(col(SplitDraw.VALIDATION), SplitEvaluations.VALIDATION)
            .otherwise(SplitEvaluations.TRAIN)
            .as("split"));
    return rows.select(columns.toArray(Column[]::new));
  }

  /** How many rows have which score. */
  public String words(Fallback fallback) {
    long matched = run.watch().matched().matched();
    long others = run.source().profile().rows() - matched;
    return String.format(
        Locale.ROOT,
        "%,d rows have a joint score; %,d others, which another party lacks, %s",
        matched,
        others,
        fallback == Fallback.SOLO ? "have that of the label party's own model" : "have none");
  }

  /** The key's columns as the job calls them, whatever this party does. */
  public static List<Column> keys(JobFile job, TableSource source) {
    List<Column> keys = new ArrayList<>();
    for (int k = 0; k < source.id().size(); k++) {
      keys.add(SourceTable.column(source.id().get(k)).as(job.align().key().get(k)));
    }
    return keys;
  }

  private static Column matched() {
    return col(PREDICTION).isNotNull();
  }

  private List<Column> keysAndScores(Fallback fallback) {
    List<Column> columns = new ArrayList<>(keys(job, source));
    columns.add(matched().as("matched"));
    List<String> names = scoreNames();
    List<Column> joint = scores("");
    List<Column> solo =
        hasSolo() ? scores(SOLO) : names.stream().map(n -> lit(null).cast("double")).toList();
    for (int s = 0; s < names.size(); s++) {
      columns.add(
          when(matched(), joint.get(s))
              .otherwise(fallback == Fallback.SOLO ? solo.get(s) : lit(null))
              .as(names.get(s)));
    }
    for (int s = 0; s < names.size(); s++) {
      columns.add(solo.get(s).as("solo_" + names.get(s)));
    }
    return columns;
  }

  private List<String> scoreNames() {
    Target objective = Supervised.of(job).objective();
    return objective.outputs() == 1
        ? List.of("score")
        : IntStream.range(0, objective.outputs()).mapToObj(c -> "score_" + c).toList();
  }

  /** Of the model whose columns begin like this; of matched rows only, for the joint one. */
  private List<Column> scores(String prefix) {
    Target objective = Supervised.of(job).objective();
    if (!objective.isClassification()) {
      return List.of(col(prefix + PREDICTION));
    }
    Column probability = vector_to_array(col(prefix + PROBABILITY), "float64");
    // With one output, the probability of label 1 is the second of two.
    return objective.outputs() == 1
        ? List.of(probability.getItem(1))
        : IntStream.range(0, objective.outputs()).mapToObj(probability::getItem).toList();
  }

  /**
   * Judges every set of a training that has rows, the joint model and, if the rows have its columns
   * under {@link #SOLO}, the solo model. Where a job pools the rows of several parties, those of
   * this one may be too few for that: none then, and a line to their owner.
   */
  public Findings judgeTraining() {
    JudgedRows all = collect(numberOfSet());
    Map<String, JudgedRows> bySplit = new LinkedHashMap<>();
    for (int s = 0; s < SETS.size(); s++) {
      JudgedRows some = all.of(s);
      if (some.count() > 0 && judgeable(SETS.get(s), some)) {
        bySplit.put(SETS.get(s), some);
      }
    }
    if (pools() && !bySplit.containsKey(counts())) {
      run.log().line("this party's own " + counts() + " rows do not suffice to judge a model on");
      return Findings.none();
    }
    boolean compared = hasSolo();
    SplitEvaluations joint = evaluations(bySplit, 0);
    SplitEvaluations solo = compared ? evaluations(bySplit, 1) : SplitEvaluations.none();
    Basis basis = Basis.of(joint, Supervised.of(job).stopsByValidation());
    JudgedRows judged = bySplit.get(basis.split());
    Uncertainty uncertainty =
        basis.heldOut()
            ? Uncertainty.of(
                judge(),
                judged.model(0),
                compared ? Optional.of(judged.model(1)) : Optional.empty(),
                fractions(judged))
            : Findings.unknown();
    return new Findings(
        joint, solo, basis, weighting(), uncertainty, shift(bySplit, judged, basis));
  }

  /**
   * The joint model's scores of the rows that count ({@link JudgedSplit}), to be summed with those
   * of other parties; none where this party has none of them.
   */
  public ScoredRows toJudgeTogether() {
    ModelScores model = collect(numberOfSet()).of(SETS.indexOf(counts())).model(0);
    double[][] outputs = model.byRow();
    return new LocalScoredRows(
        IntStream.range(0, outputs.length)
            .mapToObj(
                row -> new ScoredRows.Scored(outputs[row], model.label()[row], model.weight()[row]))
            .toList());
  }

  private static Column numberOfSet() {
    return when(col(SplitDraw.TEST), 2D).when(col(SplitDraw.VALIDATION), 1D).otherwise(0D);
  }

  private boolean pools() {
    return job.train().algorithm().partition().pools();
  }

  /** The set that counts. */
  private String counts() {
    return JudgedSplit.of(job).set();
  }

  /** Validation rows of one label may well stop a training, but have no AUC. */
  private boolean judgeable(String set, JudgedRows rows) {
    boolean fits =
        !(pools() || set.equals(SplitEvaluations.VALIDATION))
            || rows.kinds() >= Supervised.of(job).objective().labelsToJudge();
    if (!fits) {
      run.log()
          .line(
              (pools() ? "this party's own " : "all common ")
                  + set
                  + (rows.kinds() == 0 ? " rows have weight 0" : " rows have one label")
                  + ": no metrics of them");
    }
    return fits;
  }

  private Optional<ScoreShift> shift(
      Map<String, JudgedRows> bySplit, JudgedRows judged, Basis basis) {
    JudgedRows training = bySplit.get(SplitEvaluations.TRAIN);
    return basis.heldOut() && training != null && judged.outputs() == 1
        ? Optional.of(
            ScoreShift.between(training.model(0).output()[0], judged.model(0).output()[0]))
        : Optional.empty();
  }

  private SplitEvaluations evaluations(Map<String, JudgedRows> bySplit, int model) {
    Map<String, Evaluation> evaluated = new LinkedHashMap<>();
    bySplit.forEach(
        (split, rows) ->
            evaluated.put(split, judge().evaluate(rows.model(model), fractions(rows))));
    return new SplitEvaluations(evaluated);
  }

  /** An evaluation of the matched rows that have a label; none where it would say nothing. */
  public Findings judgeScoring() {
    if (source.label() == null) {
      return Findings.none();
    }
    JudgedRows labelled = collect(lit(2D)).of(2);
    if (labelled.kinds() < Supervised.of(job).objective().labelsToJudge()) {
      run.log()
          .line("the labels of the common rows are all missing, equal or of weight 0: no metrics");
      return Findings.none();
    }
    Map<String, JudgedRows> bySplit = Map.of(SplitEvaluations.TEST, labelled);
    return new Findings(
        evaluations(bySplit, 0),
        hasSolo() ? evaluations(bySplit, 1) : SplitEvaluations.none(),
        Basis.SCORED,
        weighting(),
        Findings.unknown(),
        Optional.empty());
  }

  private Judge judge() {
    return Supervised.of(job).objective().judge();
  }

  /** Of so few rows that the best-scored are a handful of people, none are told. */
  private double[] fractions(JudgedRows rows) {
    return TopFraction.telling(rows.count(), job.evaluate().fractions());
  }

  private Findings.Weighting weighting() {
    return source.weight() == null ? Findings.Weighting.NONE : Findings.Weighting.BY_ROW;
  }

  private boolean hasSolo() {
    return Arrays.asList(rows.columns()).contains(SOLO + PREDICTION);
  }

  private JudgedRows collect(Column set) {
    List<Column> columns = new ArrayList<>(scores(""));
    int outputs = columns.size();
    if (hasSolo()) {
      columns.addAll(scores(SOLO));
    }
    columns.add(SourceTable.column(source.label()));
    columns.add(source.weight() == null ? lit(1D) : SourceTable.column(source.weight()));
    columns.add(set);
    return JudgedRows.collect(
        rows.filter(matched()).select(columns.toArray(Column[]::new)), outputs);
  }
}
