package dev.tributary.fl.spark.vertical;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.data.SummedRows;
import dev.tributary.fl.horizontal.stats.JointCuts;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SameTerms;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.SumOfAll;
import dev.tributary.fl.mixed.GroupOffer;
import dev.tributary.fl.mixed.MixedGbt;
import dev.tributary.fl.mixed.SlotKey;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.spark.data.FeatureLayout;
import dev.tributary.fl.spark.data.LaidOutFeatures;
import dev.tributary.fl.spark.data.LayoutSettings;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.fl.spark.stage.AlignedTable;
import dev.tributary.fl.spark.stage.RunListener;
import dev.tributary.fl.spark.stage.Schemas;
import dev.tributary.fl.spark.vertical.VerticalTraining.Baseline;
import dev.tributary.fl.training.Direction;
import dev.tributary.fl.training.GivenBitmaps;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.tree.FeatureResult;
import dev.tributary.fl.vertical.tree.JointRows;
import dev.tributary.fl.vertical.tree.PartyColumns;
import dev.tributary.fl.vertical.tree.TrainingResult;
import dev.tributary.fl.vertical.tree.TrainingRows;
import dev.tributary.fl.vertical.tree.TreeParameters;
import dev.tributary.fl.vertical.tree.VerticalGbt;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * From the aligned rows of a group to a model of all groups: cuts with those that hold the same
 * columns, layout, joint training, baselines. All parties of the run call at the same time, label
 * parties {@link #label}, the others {@link #feature}.
 */
final class MixedTraining {
  /** Begins the steps of a group's training by itself. */
  private static final String GROUP_STAGE = "group/";

  private final FederatedSession run;
  private final SparkCompute compute;
  private final TreeParameters trees;
  private final SamplingSecret secret;
  private final LayoutSettings layout;
  private final Map<String, Direction> monotone;
  private final Supplier<LinearMap> maps;
  private final MixedRun mixed;
  private final RunListener listener;

  /**
   * @param run session of all parties
   * @param maps makes the job's cipher anew for every training
   */
  MixedTraining(
      FederatedSession run,
      SparkCompute compute,
      TreeParameters trees,
      SamplingSecret secret,
      LayoutSettings layout,
      Map<String, Direction> monotone,
      Supplier<LinearMap> maps,
      MixedRun mixed,
      RunListener listener) {
    this.run = run;
    this.compute = compute;
    this.trees = trees;
    this.secret = secret;
    this.layout = layout;
    this.monotone = monotone;
    this.maps = maps;
    this.mixed = mixed;
    this.listener = listener;
  }

  /** A label party's role. */
  LabelOutcome label(
      AlignedTable table, LabelColumns columns, Objective objective, Baseline baseline) {
    double[] labels = table.values(columns.label());
    double[] weights = columns.weight().map(table::values).orElse(null);
    FederatedSession labelParties = run.among(mixed.groups().amongLabels());
    try (SecureSum opened = mixed.sums().apply(labelParties)) {
      SumOfAll sum = new SumOfAll(opened, MixedGbt.NEEDS_ALL);
      SameTerms.require(sum, "mixed-terms", terms(table.features()) + "; " + objective);
      JointCuts cuts =
          listener.time(RunListener.CUTS, () -> labelCuts(sum, table, columns, objective));
      LaidOutFeatures own = listener.time(RunListener.LAYOUT, () -> ownLayout(table, cuts));
      try {
        TrainingRows rows = new TrainingRows(labels, weights, columns(own, table.order()));
        TrainingResult joint =
            listener.time(
                RunListener.TRAIN,
                () ->
                    MixedGbt.train(
                        mixed.group(run),
                        trees,
                        secret,
                        objective,
                        rows,
                        sum,
                        cuts,
                        maps.get(),
                        rounds(RunListener.TRAIN)));
        return beside(joint, rows, objective, baseline);
      } finally {
        own.blocks().release();
      }
    }
  }

  /** The joint model with those that it is held against. */
  private LabelOutcome beside(
      TrainingResult joint, TrainingRows rows, Objective objective, Baseline baseline) {
    boolean suffice = suffice(rows, objective);
    Optional<TrainingResult> group = Optional.empty();
    if (mixed.baseline() == MixedRun.GroupBaseline.GROUP) {
      new GroupOffer(suffice).send(mixed.group(run).stage(GROUP_STAGE));
      group = suffice ? Optional.of(group(rows, objective)) : Optional.empty();
    }
    Optional<TrainingResult> solo =
        suffice && baseline == Baseline.SOLO
            ? Optional.of(solo(rows, objective))
            : Optional.empty();
    return new LabelOutcome(joint, solo, group);
  }

  private JointCuts labelCuts(
      SecureSum sum, AlignedTable table, LabelColumns columns, Objective objective) {
    Column label = number(columns.label());
    Column weight = columns.weight().map(MixedTraining::number).orElse(functions.lit(1.0));
    if (objective.hasPositives()) {
      weight =
          functions
              .when(label.equalTo(1.0), weight.multiply(trees.scalePosWeight()))
              .otherwise(weight);
    }
    try (TrainingValues rows = TrainingValues.of(table, compute.spark(), label, weight)) {
      return MixedGbt.labelCuts(sum, rows, table.features(), layout.bins(), layout.minSideCount());
    }
  }

  private static Column number(String column) {
    return Schemas.column(column).cast(DataTypes.DoubleType);
  }

  private LaidOutFeatures ownLayout(AlignedTable table, JointCuts cuts) {
    FeatureLayout features = features(table);
    int rows = table.order().rows();
    return features.forTraining(
        cuts.cuts(), features.ownBlocks(table.features().size(), rows), rows);
  }

  private FeatureLayout features(AlignedTable table) {
    return new FeatureLayout(compute, table.rows(), AlignedTable.ROW, table.placement());
  }

  /** Of this party's own columns and people. */
  private TrainingResult solo(TrainingRows rows, Objective objective) {
    return listener.time(
        RunListener.SOLO,
        () ->
            VerticalGbt.trainSolo(
                run.self(),
                trees,
                secret,
                objective,
                rows.labels(),
                rows.weightsOrNull(),
                rows.own(),
                rounds(RunListener.SOLO)));
  }

  /** Own rows need not suffice for a model of their own: there is nothing to compare with then. */
  private static boolean suffice(TrainingRows rows, Objective objective) {
    double[] weights = rows.weightsOrNull();
    if (weights == null) {
      weights = new double[rows.labels().length];
      Arrays.fill(weights, 1);
    }
    try {
      JointRows.OWN.begin(objective, rows.own().rows(), rows.labels(), weights);
      return true;
    } catch (FederationException e) {
      if (e.code() == ErrorCode.USER) {
        return false;
      }
      throw e;
    }
  }

  /** Of this party's people, with the columns of its group. */
  private TrainingResult group(TrainingRows rows, Objective objective) {
    return listener.time(
        RunListener.GROUP,
        () ->
            VerticalGbt.train(
                mixed.group(run).stage(GROUP_STAGE),
                trees,
                secret,
                objective,
                rows.labels(),
                rows.weightsOrNull(),
                rows.own(),
                maps.get(),
                rounds(RunListener.GROUP)));
  }

  /**
   * A feature party's role.
   *
   * @param tables the common rows of every group that it serves, in job order
   * @param classes trees of a round
   */
  FeatureResult feature(List<AlignedTable> tables, int classes) {
    List<String> names = tables.get(0).features();
    if (names.isEmpty()) {
      throw FederationException.user(
          "this party has no feature column; name some in 'columns' or take it out of the job");
    }
    FederatedSession slot = run.among(mixed.groups().amongSlot(run.self()));
    boolean shares = slot.parties().size() > 1;
    JointCuts cuts = listener.time(RunListener.CUTS, () -> slotCuts(slot, tables, names));
    SlotKey key = shares ? SlotKey.share(slot) : SlotKey.alone();
    List<LaidOutFeatures> laidOut = new ArrayList<>();
    Map<PartyId, GivenBitmaps> given = new ConcurrentSkipListMap<>();
    try {
      listener.time(
          RunListener.LAYOUT,
          () -> {
            for (AlignedTable table : tables) {
              laidOut.add(
                  features(table)
                      .forTraining(
                          cuts.cuts(),
                          key.blocks(names.size(), cuts.rows()),
                          table.order().rows()));
            }
            return laidOut;
          });
      List<MixedGbt.Served> served = served(tables, laidOut);
      FeatureResult result =
          listener.time(
              RunListener.TRAIN,
              () ->
                  MixedGbt.serve(
                      trees,
                      classes,
                      served,
                      key,
                      maps,
                      (label, bitmaps) -> given.merge(label, bitmaps, GivenBitmaps::and)));
      if (mixed.baseline() == MixedRun.GroupBaseline.GROUP) {
        listener.time(
            RunListener.GROUP,
            () -> {
              MixedGbt.serveAlone(
                  trees,
                  classes,
                  GROUP_STAGE,
                  served,
                  maps,
                  (label, all) -> given.merge(label, all.noneKept(), GivenBitmaps::and));
              return result;
            });
      }
      return result;
    } finally {
      laidOut.forEach(own -> own.blocks().release());
      if (given.size() > 1) {
        given.forEach(listener::gave);
      }
      given.values().stream().reduce(GivenBitmaps::and).ifPresent(listener::gave);
    }
  }

  private JointCuts slotCuts(FederatedSession slot, List<AlignedTable> tables, List<String> names) {
    List<TrainingValues> values = new ArrayList<>();
    try (SecureSum opened =
        slot.parties().size() > 1 ? mixed.sums().apply(slot) : PlainSum.alone(run.self())) {
      SumOfAll sum = new SumOfAll(opened, MixedGbt.NEEDS_ALL);
      SameTerms.require(sum, "mixed-terms", terms(names));
      tables.forEach(table -> values.add(TrainingValues.of(table, compute.spark())));
      SummedRows rows =
          kernel -> {
            long[] words = new long[kernel.length()];
            for (TrainingValues some : values) {
              long[] of = some.sum(kernel);
              for (int i = 0; i < words.length; i++) {
                words[i] += of[i];
              }
            }
            return words;
          };
      return MixedGbt.slotCuts(sum, rows, names, layout.bins(), layout.minSideCount());
    } finally {
      values.forEach(TrainingValues::close);
    }
  }

  private List<MixedGbt.Served> served(List<AlignedTable> tables, List<LaidOutFeatures> laidOut) {
    List<PartyId> labels = mixed.groups().served(run.self());
    List<MixedGbt.Served> served = new ArrayList<>();
    for (int g = 0; g < labels.size(); g++) {
      served.add(
          new MixedGbt.Served(
              run.among(mixed.groups().group(labels.get(g))),
              columns(laidOut.get(g), tables.get(g).order())));
    }
    return served;
  }

  private PartyColumns columns(LaidOutFeatures own, RowOrder order) {
    return new PartyColumns(own.cuts(), own.blocks(), order, monotone);
  }

  /** What parties that hold the same columns must have alike. */
  private String terms(List<String> names) {
    return names
        + "; "
        + new TreeMap<>(monotone)
        + "; "
        + trees
        + "; bins "
        + layout.bins()
        + ", at least "
        + layout.minSideCount();
  }

  private Progress rounds(String stage) {
    return report -> listener.round(stage, report);
  }
}
