package dev.tributary.fl.spark.horizontal;

import dev.tributary.crypto.random.SystemSource;
import dev.tributary.fl.evaluation.Judge;
import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.fl.horizontal.evaluation.PrivateEvaluation;
import dev.tributary.fl.horizontal.evaluation.ScoredRows;
import dev.tributary.fl.horizontal.sum.SecureSum;
import java.util.Optional;
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

  /**
   * Judges a model with as much privacy as it was fitted with: rows to judge on are people too.
   *
   * @param privacy of the fit; empty for none
   */
  protected static PooledEvaluation judged(
      Judge judge,
      ScoredRows rows,
      SecureSum sum,
      Optional<PrivacyTerms> privacy,
      double... topFractions) {
    return privacy
        .map(
            terms ->
                PrivateEvaluation.of(
                    judge,
                    rows,
                    sum,
                    PrivateEvaluation.plan(judge, terms.budget(), terms.shares()),
                    new SystemSource(),
                    topFractions))
        .orElseGet(() -> PooledEvaluation.of(judge, rows, sum, topFractions));
  }

  /** Rows with a score, whatever the names are that the model itself is stored with. */
  public final Dataset<Row> score(Dataset<Row> rows, String prediction, String probability) {
    M named = copy(ParamMap.empty());
    named.set("predictionCol", prediction);
    named.set("probabilityCol", probability);
    named.set("rawPredictionCol", "");
    return named.transform(rows);
  }
}
