package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.training.GradientPairs;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateOrder;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.CandidateSums;
import dev.tributary.fl.vertical.nodesums.GradientBounds;
import dev.tributary.fl.vertical.nodesums.LevelChannels;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.nodesums.MatrixOwner;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import dev.tributary.fl.vertical.nodesums.VectorOwner;
import java.util.ArrayList;
import java.util.List;

/** A map whose label party keeps everything that it sees of one feature party: two classes only. */
final class LabelView implements LinearMap {
  private final LinearMap map;
  private final List<Level> levels = new ArrayList<>();
  private final List<CandidateSet> active = new ArrayList<>();

  LabelView(LinearMap map) {
    this.map = map;
  }

  /**
   * One level of one tree.
   *
   * @param round of the tree
   * @param depth of the level, 0 at the root
   * @param gradients by training row
   * @param hessians by training row
   * @param channelOfRow channel of the row's node, or -1
   * @param unit real value of the sums' fixed-point 1
   */
  record Level(
      int round,
      int depth,
      double[] gradients,
      double[] hessians,
      short[] channelOfRow,
      CandidateSums sums,
      double unit) {
    /** Left sum of gradients of a candidate in a node. */
    double gradient(int candidate, int channel) {
      return sums.gradient(candidate, channel) * unit;
    }

    /** The same of hessians. */
    double hessian(int candidate, int channel) {
      return sums.hessian(candidate, channel) * unit;
    }
  }

  List<Level> levels() {
    return levels;
  }

  /** The first feature party's candidates that took part, by round. */
  List<CandidateSet> active() {
    return active;
  }

  @Override
  public String suite() {
    return map.suite();
  }

  @Override
  public boolean hidesMembership() {
    return map.hidesMembership();
  }

  @Override
  public VectorOwner vectorOwner(
      FederatedSession session,
      TrainingShape shape,
      GradientBounds bounds,
      List<CandidateLayout> layouts) {
    return new Owner(map.vectorOwner(session, shape, bounds, layouts));
  }

  @Override
  public MatrixOwner matrixOwner(
      FederatedSession session,
      TrainingShape shape,
      Shards<BinnedBlock> matrix,
      CandidateOrder order) {
    return map.matrixOwner(session, shape, matrix, order);
  }

  private final class Owner implements VectorOwner {
    private final VectorOwner owner;
    private int round;
    private double[] gradients;
    private double[] hessians;
    private double unit;
    private int depth;
    private short[] sent;

    Owner(VectorOwner owner) {
      this.owner = owner;
    }

    @Override
    public void startRound(int newRound, GradientPairs pairs, List<CandidateSet> drawn) {
      round = newRound;
      active.add(drawn.get(0));
      unit = Math.scalb(1.0, -pairs.gradientFractionBits());
      gradients = new double[pairs.rows()];
      hessians = new double[pairs.rows()];
      for (int row = 0; row < gradients.length; row++) {
        gradients[row] = pairs.gradients()[0][row] * unit;
        hessians[row] = pairs.hessians()[0][row] * unit;
      }
      owner.startRound(newRound, pairs, drawn);
    }

    @Override
    public void send(LevelChannels channels) {
      depth = channels.level();
      sent = channels.channelOfRow()[0];
      owner.send(channels);
    }

    @Override
    public List<CandidateSums> sums() {
      List<CandidateSums> sums = owner.sums();
      levels.add(new Level(round, depth, gradients, hessians, sent, sums.get(0), unit));
      return sums;
    }

    @Override
    public void endRound() {
      owner.endRound();
    }

    @Override
    public void close() {
      owner.close();
    }
  }
}
