package dev.tributary.fl.horizontal.glm;

/** Which coefficients the penalty is on. */
public enum Penalised {
  /** Those of columns with standard deviation 1, so that units do not matter. */
  STANDARDISED,
  /** Those of the columns as they are. */
  AS_GIVEN
}
