package dev.tributary.fl.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far the metrics of a model, and what it gains over another on the same rows, would move with
 * other people of the same population. The unit is always a person, whatever it weighs. The models
 * are taken as they are: what another training would change is not in it.
 *
 * <p>AUC where rows weigh the same: {@link DeLong}. Everything else: {@link Bootstrap}, always the
 * same draws for the same number of rows. Metrics that count people one by one ({@link
 * Metric.Kind#isOfTop}, KS and accuracy) are given the variance of one person more, so that two
 * models that differ by a handful of people are not told apart (as Agresti and Min, Statistics in
 * Medicine 24, 2005, add to each cell of a paired table).
 *
 * <p>AUC is given that of one person more of the label that fewer have, {@code n} of them, whom the
 * model ranks like a coin: {@code 0.5 / n}. Without it a perfect order would be certain, since no
 * draw from it and no placement in it differs from another: of 10 against 10 people it is one
 * chance in about twenty that a model whose true AUC is 0.9 orders them perfectly, and 0.9 is where
 * their interval begins.
 *
 * @param model of the model, by metric
 * @param uplift of the model minus the other one, empty without one
 * @param resamples of the bootstrap, 0 where there are too few people for any interval
 */
public record Uncertainty(
    Map<Metric, Interval> model, Map<Metric, Interval> uplift, int resamples) {
  private static final long SEED = 0x7A11_DA7A;

  /**
   * @param judge of both
   * @param scores of the model
   * @param other of the other one, with the same labels and weights row by row
   * @param topFractions as in {@link Judge#evaluate}
   */
  public static Uncertainty of(
      Judge judge, ModelScores scores, Optional<ModelScores> other, double... topFractions) {
    if (!judge.tellsEnough(scores)) {
      return new Uncertainty(Map.of(), Map.of(), 0);
    }
    List<ModelScores> both = new ArrayList<>(List.of(scores));
    other.ifPresent(both::add);
    List<Resampled> models = both.stream().map(s -> judge.resampled(s, topFractions)).toList();
    Bootstrap draws = Bootstrap.of(models, scores.rows(), SEED);
    List<double[]> measured = both.stream().map(s -> values(judge, s, topFractions)).toList();
    Map<Metric, Interval> model = new LinkedHashMap<>();
    Map<Metric, Interval> uplift = new LinkedHashMap<>();
    List<Metric> metrics = models.get(0).metrics();
    for (int i = 0; i < metrics.size(); i++) {
      double grain = models.get(0).grain(i);
      double value = measured.get(0)[i];
      Metric.Kind kind = metrics.get(i).kind();
      double error = Math.hypot(draws.standardError(0, i), grain);
      model.put(metrics.get(i), of(kind, value, error, Interval.Method.BOOTSTRAP));
      if (other.isPresent()) {
        double gained = value - measured.get(1)[i];
        double apart = Math.hypot(draws.standardErrorOfDifference(i), grain);
        uplift.put(metrics.get(i), gained(kind, gained, apart, Interval.Method.BOOTSTRAP));
      }
    }
    if (judge == Judge.BINARY && scores.evenlyWeighted()) {
      exact(both, models.get(0).grain(metrics.indexOf(Metric.AUC)), model, uplift);
    }
    return new Uncertainty(model, uplift, draws.values().length);
  }

  private static void exact(
      List<ModelScores> both,
      double grain,
      Map<Metric, Interval> model,
      Map<Metric, Interval> uplift) {
    List<DeLong> areas = both.stream().map(s -> DeLong.of(s.sample())).toList();
    DeLong first = areas.get(0);
    double error = Math.hypot(first.standardError(), grain);
    model.put(Metric.AUC, of(Metric.Kind.AUC, first.auc(), error, Interval.Method.DELONG));
    if (areas.size() > 1) {
      DeLong second = areas.get(1);
      double gained = first.auc() - second.auc();
      double apart = Math.hypot(first.standardErrorOfDifference(second), grain);
      uplift.put(Metric.AUC, gained(Metric.Kind.AUC, gained, apart, Interval.Method.DELONG));
    }
  }

  private static double[] values(Judge judge, ModelScores scores, double... topFractions) {
    return judge.evaluate(scores, topFractions).metrics().values().stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  /** A share is none below 0 or above 1. */
  private static Interval of(
      Metric.Kind kind, double estimate, double error, Interval.Method method) {
    return kind.isShare()
        ? new Interval(estimate, error, method, 0, 1)
        : new Interval(estimate, error, method);
  }

  /** Two shares are no more than 1 apart. */
  private static Interval gained(
      Metric.Kind kind, double estimate, double error, Interval.Method method) {
    return kind.isShare()
        ? new Interval(estimate, error, method, -1, 1)
        : new Interval(estimate, error, method);
  }
}
