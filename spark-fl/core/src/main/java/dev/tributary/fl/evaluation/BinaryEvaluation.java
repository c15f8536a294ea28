package dev.tributary.fl.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Quality of probabilities for labels 0 and 1.
 *
 * @param rows rows scored, whatever they weigh
 * @param positives rows of label 1, whatever they weigh
 * @param positiveRate share of label 1 in the weight
 * @param auc area under the ROC curve, ties exact
 * @param ks Kolmogorov-Smirnov statistic
 * @param logLoss mean negative log likelihood in nats, see {@link LogLoss}
 * @param top one entry per requested fraction, in that order
 * @param roc ROC curve of at most {@value #CURVE_POINTS} points
 * @param gain share of rows contacted against share of label 1 reached
 * @param loss share of rows contacted against share of label 0 among them
 * @param lift share of rows contacted against lift
 * @param bands rows in bands of scores
 * @param histogram score distribution of both classes
 */
public record BinaryEvaluation(
    int rows,
    int positives,
    double positiveRate,
    double auc,
    double ks,
    double logLoss,
    List<TopFraction> top,
    Curve roc,
    Curve gain,
    Curve loss,
    Curve lift,
    ScoreBands bands,
    ScoreHistogram histogram)
    implements Evaluation {
  /** Enough for a chart of 600 pixels; the metrics are taken from all points. */
  static final int CURVE_POINTS = 240;

  private static final int HISTOGRAM_BINS = 40;
  private static final int BANDS = 10;

  public BinaryEvaluation {
    top = List.copyOf(top);
  }

  /**
   * @param sample probabilities of label 1 in [0, 1] and labels 0 and 1
   * @param topFractions each in (0, 1]
   */
  public static BinaryEvaluation of(Sample sample, double... topFractions) {
    ScoreOrder order = ScoreOrder.of(sample.score());
    Ranking ranking = Ranking.of(sample, order);
    double logLoss = LogLoss.binary(sample);
    List<TopFraction> top = new ArrayList<>();
    for (double fraction : topFractions) {
      TopFraction.checkFraction(fraction);
      top.add(ranking.top(fraction));
    }
    int positives = 0;
    for (double label : sample.label()) {
      positives += label == 1 ? 1 : 0;
    }
    return new BinaryEvaluation(
        sample.rows(),
        positives,
        ranking.positives() / (ranking.positives() + ranking.negatives()),
        ranking.auc(),
        ranking.ks(),
        logLoss,
        top,
        ranking.roc().thinned(CURVE_POINTS),
        ranking.gain().thinned(CURVE_POINTS),
        ranking.loss().thinned(CURVE_POINTS),
        ranking.lift().thinned(CURVE_POINTS),
        ScoreBands.of(sample, order, BANDS),
        ScoreHistogram.of(sample, HISTOGRAM_BINS));
  }

  @Override
  public <R> R as(Cases<R> cases) {
    return cases.binary(this);
  }

  @Override
  public Map<Metric, Double> metrics() {
    Map<Metric, Double> metrics = new LinkedHashMap<>();
    metrics.put(Metric.AUC, auc);
    metrics.put(Metric.KS, ks);
    metrics.put(Metric.LOG_LOSS, logLoss);
    top.forEach(t -> t.putInto(metrics));
    return metrics;
  }
}
