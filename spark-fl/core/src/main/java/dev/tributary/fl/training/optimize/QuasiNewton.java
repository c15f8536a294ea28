package dev.tributary.fl.training.optimize;

import dev.tributary.fl.training.optimize.Minimum.End;
import java.util.Arrays;
import java.util.Optional;

/**
 * L-BFGS (Nocedal and Wright, 2006, algorithm 7.5) for a smooth function, and OWL-QN (Andrew and
 * Gao, 2007) where some coordinate has an L1 penalty.
 *
 * <p>A step depends on the answers of the function alone, and only additions, multiplications,
 * divisions and square roots are taken, in one order: parties that get the same answers take the
 * same steps, bit for bit.
 */
public final class QuasiNewton {
  private final Smooth function;
  private final double[] l1;
  private final Stopping stopping;
  private final CurvatureMemory memory = new CurvatureMemory();
  private final boolean penalised;
  private final OrthantSearch orthants;

  /**
   * @param l1 factor on the absolute value of every coordinate, at least 0
   */
  public QuasiNewton(Smooth function, double[] l1, Stopping stopping) {
    this.function = function;
    this.l1 = l1.clone();
    this.stopping = stopping;
    this.penalised = Arrays.stream(l1).anyMatch(factor -> factor > 0);
    this.orthants = new OrthantSearch(function, this.l1);
  }

  /** Descends from a point. */
  public Minimum from(double[] start) {
    Step here = new Step(start.clone(), function.at(start));
    if (!here.slope().isTold()) {
      return new Minimum(here.at(), here.slope().value(), Double.NaN, 0, End.UNTOLD);
    }
    for (int iteration = 0; ; iteration++) {
      double[] gradient = subgradient(here);
      double length = Vectors.length(gradient);
      if (length <= stopping.tolerance()) {
        return ended(here, length, iteration, End.CONVERGED);
      }
      if (iteration == stopping.iterations()) {
        return ended(here, length, iteration, End.ITERATIONS);
      }
      Optional<Step> next = step(here, gradient);
      if (next.isEmpty() && !memory.isEmpty()) {
        memory.forget();
        next = step(here, gradient);
      }
      if (next.isEmpty()) {
        return ended(here, length, iteration, End.PRECISION);
      }
      Step there = next.get();
      memory.remember(
          Vectors.plus(there.at(), -1, here.at()),
          Vectors.plus(there.slope().gradient(), -1, here.slope().gradient()));
      here = there;
    }
  }

  private Optional<Step> step(Step here, double[] gradient) {
    double[] direction = memory.direction(gradient);
    if (penalised) {
      for (int i = 0; i < direction.length; i++) {
        if (l1[i] > 0 && direction[i] * gradient[i] >= 0) {
          direction[i] = 0;
        }
      }
    }
    if (!(Vectors.dot(direction, gradient) < 0)) {
      return Optional.empty();
    }
    double first = memory.isEmpty() ? Math.min(1, 1 / Vectors.length(gradient)) : 1;
    return penalised
        ? orthants.run(here, gradient, direction, first)
        : new WolfeSearch(function, here, direction).run(first);
  }

  private double[] subgradient(Step here) {
    return penalised ? orthants.subgradient(here) : here.slope().gradient();
  }

  private Minimum ended(Step here, double gradient, int iterations, End end) {
    double value = here.slope().value() + (penalised ? orthants.penalty(here.at()) : 0);
    return new Minimum(here.at(), value, gradient, iterations, end);
  }
}
