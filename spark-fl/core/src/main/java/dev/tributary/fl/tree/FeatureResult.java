package dev.tributary.fl.tree;

import dev.tributary.fl.model.FeatureImportance;
import dev.tributary.fl.model.FeatureModel;
import java.util.List;

/**
 * What a feature party has after a training.
 *
 * @param model its splits under opaque ids
 * @param importances of its features, most gain first; features without a split are absent
 */
public record FeatureResult(FeatureModel model, List<FeatureImportance> importances) {}
