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

  /** Units that a sum has a row at most: about two, of which room is left for odd weights. */
  private static final double MOST_UNITS_A_ROW = 64;

  /** Units of derivatives in double precision that can be planned for, far beyond any in use. */
  private static final double SMALLEST = 1e-12;

  private static final double GREATEST = 1e200;

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

  /**
   * Refuses sums that so many rows cannot have, whatever they are measured in.
   *
   * @throws IllegalArgumentException if one is beyond that
   */
  void requireSumsOf(int rows) {
    double units = MOST_UNITS_A_ROW * Math.max(LEAST_UNITS, rows);
    for (LatticePlanner.Kind kind : kinds) {
      if (kind.positive() > units * kind.largest()) {
        throw new IllegalArgumentException(
            "a sum over %d rows must be at most %s units of %s. Provided value: %s"
                .formatted(rows, units, kind.largest(), kind.positive()));
      }
    }
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
        kinds.add(readKind(in));
        scales.add(new ChannelScale(in.f64(), in.f64()));
      }
      in.end();
      return new PlanMessage(kinds, new LatticePlan(set, rows, candidates, scales));
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(e.getMessage());
    }
  }

  private static LatticePlanner.Kind readKind(WireReader in) {
    LatticePlanner.Kind kind = new LatticePlanner.Kind(in.f64(), 0, in.f64());
    if (kind.largest() < SMALLEST || kind.positive() > GREATEST) {
      throw new MalformedMessageException(
          "bounds must be %s to %s. Provided value: %s"
              .formatted(SMALLEST, GREATEST, List.of(kind.largest(), kind.positive())));
    }
    return kind;
  }
}
