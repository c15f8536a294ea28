package dev.tributary.fl.jobs.algorithm.horizontal.labelled;

import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.spark.horizontal.HorizontalEstimator;
import dev.tributary.fl.spark.horizontal.HorizontalPredictor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;

/**
 * What one algorithm learns of labels, and how it is told.
 *
 * @param <M> the stored model
 */
public interface Learning<M extends HorizontalPredictor<M, ?, ?>> {
  /** The stage of this job over some columns, without session and sums. */
  HorizontalEstimator<?, M> stage(RunContext run, List<String> features);

  /** The same for the party's own rows alone, of which nothing leaves it. */
  default HorizontalEstimator<?, M> alone(RunContext run, List<String> features) {
    return stage(run, features);
  }

  /** Which rows the stage is given, after {@code SplitDraw} has marked them. */
  Column training();

  /** Tells the log how the joint model came about. */
  void tell(RunContext run, M joint);

  /** What the model is, such as {@code linear model}. */
  String title();

  /** The part {@code fit} of {@code metrics.json}. */
  Map<String, Object> metrics(M joint);

  /** On which rows of whom, as HTML: a sentence or two of the report. */
  String rows(RunContext run, M joint);

  /** How far it went, such as {@code 12 steps}. */
  String length(M joint);

  /** Heading of {@link #columns}. */
  String columnsTitle();

  /** What the columns are to the models, as HTML. */
  String columns(M joint, Optional<M> solo);

  /** Settings beside those of the manifest. */
  Map<String, String> settings();

  /** What the job says, for readers who do not know its keys, by name. */
  Map<String, String> inWords();

  /** What to change where training rows are learned by heart, as words that follow "try". */
  String againstOverfitting();

  /** Who learned what. */
  Disclosure disclosure();
}
