package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.ChannelScale;
import dev.tributary.crypto.lattice.LatticePlan;
import dev.tributary.crypto.lattice.LatticePlanException;
import dev.tributary.crypto.lattice.LatticePlanner;
import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.fl.vertical.nodesums.GradientBounds;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The plan as the vector owner announces it, with the bounds that it follows from, so that the
 * matrix owner can plan for itself and compare. Bounds are rounded up to three leading bits, and to
 * {@value #LEAST_UNITS} units at least: they tell counts of labels to 25 % only, and none of a few.
 *
 * @param kinds bound and unit of gradients, then of hessians
 * @param plan what the planner makes of them
 */
record PlanMessage(List<LatticePlanner.Kind> kinds, LatticePlan plan) {
  static final int MAX_LENGTH = 256;
  private static final int FORMAT = 1;
  private static final int KINDS = 2;

  /**
   * A smaller sum is told as this many units: steps of three leading bits would count the positives
   * one by one where there are only a few.
   */
  private static final int LEAST_UNITS = 32;

  /** Plans for what the vector owner expects. */
  static PlanMessage of(
      TrainingShape shape, int candidates, SigmaOut sigmaOut, GradientBounds bounds) {
    List<LatticePlanner.Kind> kinds = kinds(bounds);
    return new PlanMessage(kinds, plan(shape, candidates, sigmaOut, kinds));
  }

  /** The bounds as they are told. */
  static List<LatticePlanner.Kind> kinds(GradientBounds bounds) {
    return List.of(
        kind(bounds.gradientSum(), bounds.gradientUnit()),
        kind(bounds.hessianSum(), bounds.hessianUnit()));
  }

  /**
   * The plan for these bounds.
   *
   * @throws LatticePlanException if none fits
   */
  static LatticePlan plan(
      TrainingShape shape, int candidates, SigmaOut sigmaOut, List<LatticePlanner.Kind> kinds) {
    return LatticePlanner.plan(
        shape.rows().training(),
        Math.max(1, candidates),
        sigmaOut.value(kinds),
        kinds,
        set -> WinnersTold.bits(shape, candidates, set));
  }

  private static LatticePlanner.Kind kind(double sum, double unit) {
    double told = roundUp(unit);
    return new LatticePlanner.Kind(Math.max(LEAST_UNITS * told, roundUp(sum)), 0, told);
  }

  private static double roundUp(double bound) {
    double unit = Math.scalb(1.0, Math.getExponent(bound) - 2);
    return Math.ceil(bound / unit) * unit;
  }

  byte[] encode() {
    WireWriter out = new WireWriter(FORMAT);
    LatticeSet set = plan.set();
    out.i32(set.modulusBits()).i32(set.dimension()).i32(set.window());
    out.i32(plan.rows()).i32(plan.candidates());
    for (int k = 0; k < KINDS; k++) {
      ChannelScale scale = plan.scales().get(k);
      out.f64(kinds.get(k).positive()).f64(kinds.get(k).largest());
      out.f64(scale.delta()).f64(scale.flood());
    }
    return out.toByteArray();
  }

  static PlanMessage decode(byte[] message) {
    WireReader in = new WireReader(message, FORMAT);
    try {
      LatticeSet set = LatticeSet.of(in.i32(), in.i32(), in.i32());
      int rows = in.i32();
      int candidates = in.i32();
      List<LatticePlanner.Kind> kinds = new ArrayList<>();
      List<ChannelScale> scales = new ArrayList<>();
      for (int k = 0; k < KINDS; k++) {
        kinds.add(new LatticePlanner.Kind(in.f64(), 0, in.f64()));
        scales.add(new ChannelScale(in.f64(), in.f64()));
      }
      in.end();
      return new PlanMessage(kinds, new LatticePlan(set, rows, candidates, scales));
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(e.getMessage());
    }
  }
}
