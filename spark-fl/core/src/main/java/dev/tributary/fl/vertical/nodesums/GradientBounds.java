package dev.tributary.fl.vertical.nodesums;

import dev.tributary.fl.training.NoiseUnit;

/**
 * What the label party expects of the derivatives of a whole training, in real units, for ciphers
 * that fix their scale once. A round may exceed the sums, and the cipher must then still give right
 * sums; the units are there for noise and no more.
 *
 * @param gradientSum bound on the sum of the positive and on that of the negative gradients of any
 *     class, above 0
 * @param gradientUnit {@code unit} of the first gradients, or more; above 0
 * @param hessianSum bound on the sum of hessians of any class, above 0
 * @param hessianUnit {@code unit} of the first hessians, or more; above 0
 * @param unit what noise is measured in, in every round
 */
public record GradientBounds(
    double gradientSum,
    double gradientUnit,
    double hessianSum,
    double hessianUnit,
    NoiseUnit unit) {
  public GradientBounds {
    for (double bound : new double[] {gradientSum, gradientUnit, hessianSum, hessianUnit}) {
      if (!(bound > 0 && Double.isFinite(bound))) {
        throw new IllegalArgumentException(
            "bounds must be above 0 and finite. Provided value: " + bound);
      }
    }
  }
}
