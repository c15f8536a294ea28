package dev.tributary.fl.jobs.algorithm.horizontal.unlabelled;

import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.jobs.report.Page;
import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.spark.horizontal.HorizontalEstimator;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Column;

/**
 * What one algorithm without labels finds, and how it is told.
 *
 * @param <M> the stored model
 */
public interface Finding<M extends Model<M> & MLWritable> {
  /** The stage of this job over some columns, without session and sums. */
  HorizontalEstimator<?, M> stage(String[] features);

  /** The run that made a model. */
  Manifest manifest(M model);

  /** In a line of the log. */
  String words(M model);

  /** Columns of {@code predictions} beside the key, after {@code transform}. */
  List<Column> scores(M model);

  /** The part of {@code metrics.json} that is this algorithm's. */
  Map<String, Object> metrics(M model);

  /** What the report is of, such as {@code clusters}. */
  String title();

  /** Adds the sections of the report that are this algorithm's. */
  void tell(M model, Page page);

  /** Who learned what. */
  Disclosure disclosure();
}
