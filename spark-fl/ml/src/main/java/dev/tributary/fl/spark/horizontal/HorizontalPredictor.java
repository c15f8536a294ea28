package dev.tributary.fl.spark.horizontal;

import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.fl.horizontal.sum.SecureSum;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A model of labels.
 *
 * @param <M> the model itself, which setters return
 * @param <P> what is stored of it
 * @param <F> how it was fitted, which is not stored
 */
public abstract class HorizontalPredictor<M extends HorizontalPredictor<M, P, F>, P, F>
    extends HorizontalModel<M, P, F> {
  private static final long serialVersionUID = 1L;

  protected HorizontalPredictor(String uid) {
    super(uid);
  }

  /**
   * How good the model is on the rows of all parties, each of which calls this with its own rows
   * and its end of one sum.
   *
   * @param topFractions of the best-scored rows, for two classes only
   */
  public abstract PooledEvaluation evaluate(
      Dataset<?> dataset, SecureSum sum, double... topFractions);

  /** Rows with a score, whatever the names are that the model itself is stored with. */
  public final Dataset<Row> score(Dataset<Row> rows, String prediction, String probability) {
    M named = copy(ParamMap.empty());
    named.set("predictionCol", prediction);
    named.set("probabilityCol", probability);
    named.set("rawPredictionCol", "");
    return named.transform(rows);
  }
}
