package dev.tributary.fl.simulate.campaign;

import java.io.Serializable;

/**
 * One column: a noisy view of one trait.
 *
 * @param name column name
 * @param shape how it looks
 * @param trait index of the trait
 * @param loading correlation with the trait before shaping, in [-1, 1]
 * @param missingRate share of empty cells, in [0, 1)
 * @param thinFile whether the cell is empty for people of whom little is known
 */
record ColumnRecipe(
    String name, Shape shape, int trait, double loading, double missingRate, boolean thinFile)
    implements Serializable {

  /**
   * The value of a person's cell, or null where it is missing. Draws twice, always, so that the
   * columns of a row do not depend on each other's settings.
   */
  Object cell(double[] traits, CounterRandom random, boolean personIsThin) {
    double noise = random.nextNormal();
    double luck = random.nextUniform();
    if (luck < missingRate || (personIsThin && thinFile)) {
      return null;
    }
    double z = loading * traits[trait] + Math.sqrt(1 - loading * loading) * noise;
    double value = shape.of(z);
    return shape.isWhole() ? (Object) (int) value : (Object) value;
  }
}
