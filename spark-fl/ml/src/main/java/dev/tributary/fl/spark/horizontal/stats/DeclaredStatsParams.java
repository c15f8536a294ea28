package dev.tributary.fl.spark.horizontal.stats;

import dev.tributary.fl.horizontal.stats.StatsTerms;
import dev.tributary.fl.spark.stage.DeclaredParams;
import dev.tributary.fl.training.QuantileLevels;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * The Params of the estimator and its model, made in their constructors once the uid is set.
 *
 * @param featureCols numeric columns, the same names at all parties
 * @param quantileLevels each 0 to 1, ascending
 * @param leastCount joint figures that rest on fewer values are not shown
 * @param correlations whether pairs of columns are correlated
 */
public record DeclaredStatsParams(
    StringArrayParam featureCols,
    DoubleArrayParam quantileLevels,
    LongParam leastCount,
    BooleanParam correlations)
    implements Serializable {
  DeclaredStatsParams(Params owner) {
    this(
        new StringArrayParam(owner, "featureCols", "numeric columns, the same at all parties"),
        new DoubleArrayParam(owner, "quantileLevels", "levels of the quantiles, each 0 to 1"),
        (LongParam)
            new DeclaredParams(owner)
                .numbers(List.of(StatsTerms.LEAST_COUNT))
                .get(StatsTerms.LEAST_COUNT.param()),
        new BooleanParam(owner, "correlations", "whether pairs of columns are correlated"));
    owner.setDefault(quantileLevels, QuantileLevels.PRESET.stream().mapToDouble(d -> d).toArray());
    owner.setDefault(correlations, false);
  }
}
