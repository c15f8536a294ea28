package dev.tributary.fl.linearmap;

/**
 * What the label party expects of the derivatives of a whole training, in real units, for ciphers
 * that fix their scale once. A round may exceed the sums, and the cipher must then still give right
 * sums; the largest values are a unit for noise and no more.
 *
 * @param gradientSum bound on the sum of the positive and on that of the negative gradients of any
 *     class, above 0
 * @param gradientLargest magnitude of the largest gradient, above 0
 * @param hessianSum bound on the sum of hessians of any class, above 0
 * @param hessianLargest the largest hessian, above 0
 */
public record GradientBounds(
    double gradientSum, double gradientLargest, double hessianSum, double hessianLargest) {
  public GradientBounds {
    for (double bound : new double[] {gradientSum, gradientLargest, hessianSum, hessianLargest}) {
      if (!(bound > 0 && Double.isFinite(bound))) {
        throw new IllegalArgumentException(
            "bounds must be above 0 and finite. Provided value: " + bound);
      }
    }
  }
}
