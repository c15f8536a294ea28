package dev.tributary.fl.spark;

import dev.tributary.fl.FederatedSession;
import dev.tributary.fl.linearmap.LinearMap;
import dev.tributary.fl.spark.data.FeatureLayout;
import dev.tributary.fl.spark.data.LaidOutFeatures;
import dev.tributary.fl.spark.data.LayoutSettings;
import dev.tributary.fl.tree.FeatureResult;
import dev.tributary.fl.tree.Objective;
import dev.tributary.fl.tree.Progress;
import dev.tributary.fl.tree.TrainingResult;
import dev.tributary.fl.tree.TreeParameters;
import dev.tributary.fl.tree.VerticalGbt;
import dev.tributary.protocol.FederationException;
import java.util.Optional;

/**
 * From aligned rows to a model: layout, solo baseline, joint training. All parties call at the same
 * time, the label party {@link #label}, the others {@link #feature}. On failure the caller aborts
 * the session's exchange. Block files are deleted at the end.
 */
public final class VerticalTraining {
  private final FederatedSession session;
  private final SparkCompute compute;
  private final TreeParameters trees;
  private final LayoutSettings layout;
  private final LinearMap map;
  private final StageListener stages;

  /**
   * @param session this party's session; its compute is the next argument
   * @param trees equal at all parties
   * @param layout binning; how features are dealt to blocks
   * @param map the job's cipher
   */
  public VerticalTraining(
      FederatedSession session,
      SparkCompute compute,
      TreeParameters trees,
      LayoutSettings layout,
      LinearMap map,
      StageListener stages) {
    this.session = session;
    this.compute = compute;
    this.trees = trees;
    this.layout = layout;
    this.map = map;
    this.stages = stages;
  }

  /** Whether the label party also trains alone, to compare. */
  public enum Baseline {
    /** While the feature parties lay out their wider tables. */
    SOLO,
    NONE
  }

  /** The label party's role. */
  public LabelOutcome label(
      AlignedTable table,
      LabelColumns columns,
      Objective objective,
      Baseline baseline,
      Progress progress) {
    LaidOutFeatures own = stages.time(StageListener.LAYOUT, () -> layOut(table));
    try {
      double[] labels = table.values(columns.label());
      double[] weights = columns.weight().map(table::values).orElse(null);
      Optional<TrainingResult> solo =
          baseline == Baseline.NONE
              ? Optional.empty()
              : Optional.of(
                  stages.time(
                      StageListener.SOLO, () -> solo(table, objective, labels, weights, own)));
      TrainingResult joint =
          stages.time(
              StageListener.TRAIN,
              () ->
                  VerticalGbt.train(
                      session,
                      trees,
                      objective,
                      table.order(),
                      labels,
                      weights,
                      own.cuts(),
                      own.blocks(),
                      map,
                      progress));
      return new LabelOutcome(joint, solo, labels, own.cuts());
    } finally {
      own.blocks().release();
    }
  }

  /** A feature party's role. */
  public FeatureResult feature(AlignedTable table) {
    if (table.features().isEmpty()) {
      throw FederationException.user(
          "this party has no feature column; name some in 'columns' or take it out of the job");
    }
    LaidOutFeatures own = stages.time(StageListener.LAYOUT, () -> layOut(table));
    try {
      return stages.time(
          StageListener.TRAIN,
          () -> VerticalGbt.serve(session, trees, own.cuts(), own.blocks(), table.order(), map));
    } finally {
      own.blocks().release();
    }
  }

  private TrainingResult solo(
      AlignedTable table,
      Objective objective,
      double[] labels,
      double[] weights,
      LaidOutFeatures own) {
    return VerticalGbt.trainSolo(
        session.self(),
        trees,
        objective,
        table.order(),
        labels,
        weights,
        own.cuts(),
        own.blocks(),
        Progress.silent());
  }

  private LaidOutFeatures layOut(AlignedTable table) {
    return new FeatureLayout(compute, table.rows(), AlignedTable.ROW, table.placement())
        .forTraining(table.features(), table.order(), layout);
  }
}
