package dev.tributary.fl.model;

/**
 * What a feature, or all features of a party, brought to a model.
 *
 * @param name feature or party
 * @param gain gain of its splits, summed
 * @param cover hessian sum of the nodes that it splits, summed
 * @param frequency number of its splits
 */
public record FeatureImportance(String name, double gain, double cover, int frequency) {
  /** Importances of two sets of splits of one name. */
  public FeatureImportance plus(double moreGain, double moreCover, int moreFrequency) {
    return new FeatureImportance(
        name, gain + moreGain, cover + moreCover, frequency + moreFrequency);
  }
}
