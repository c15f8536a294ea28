package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.model.FeatureImportance;
import dev.tributary.fl.training.GivenBitmaps;
import dev.tributary.fl.vertical.tree.model.FeatureTreeModel;
import java.util.List;

/**
 * What a feature party has after a training.
 *
 * @param model its splits under opaque ids
 * @param importances of its features, most gain first; features without a split are absent
 * @param bitmaps what it gave away for them
 */
public record FeatureResult(
    FeatureTreeModel model, List<FeatureImportance> importances, GivenBitmaps bitmaps) {}
