package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.training.ColumnDraw;
import java.io.Serializable;
import java.util.stream.IntStream;

/**
 * Where the sums of a node stand: {@value #WORDS} words each, of gradients, hessians and rows;
 * first those of the node, then of every bin of every feature that takes part.
 *
 * @param features that take part, ascending; none with a single bin
 * @param first bins of the features before one
 * @param valueBins of the features, by place in {@code features}
 * @param missing whether they have a missing bin, which is the last
 * @param bins of all features
 */
@SuppressWarnings("ArrayRecordComponent")
record HistogramLayout(int[] features, int[] first, int[] valueBins, boolean[] missing, int bins)
    implements Serializable {
  static final int WORDS = 3;

  /** Of some of the features. */
  static HistogramLayout of(FeatureCuts cuts, boolean[] drawn) {
    int[] features =
        IntStream.range(0, cuts.features())
            .filter(f -> drawn[f] && (cuts.valueBins(f) > 1 || cuts.missing()[f]))
            .toArray();
    int[] first = new int[features.length];
    int[] valueBins = new int[features.length];
    boolean[] missing = new boolean[features.length];
    int bins = 0;
    for (int i = 0; i < features.length; i++) {
      first[i] = bins;
      valueBins[i] = cuts.valueBins(features[i]);
      missing[i] = cuts.missing()[features[i]];
      bins += valueBins[i] + (missing[i] ? 1 : 0);
    }
    return new HistogramLayout(features, first, valueBins, missing, bins);
  }

  /** Of the features that a round draws. */
  static HistogramLayout ofRound(FeatureCuts cuts, BoostingSettings.Sample sample, int round) {
    return of(cuts, ColumnDraw.of(cuts.features(), sample.columns(), sample.seed(), round));
  }

  /** Words of a node. */
  int width() {
    return WORDS * (1 + bins);
  }

  /** First word of a feature's bins within a node's. */
  int at(int feature) {
    return WORDS * (1 + first[feature]);
  }

  int totalBins(int feature) {
    return valueBins[feature] + (missing[feature] ? 1 : 0);
  }
}
