package dev.tributary.fl.horizontal.glm;

/** Whether a model has an intercept, which is never penalised. */
public enum Intercept {
  FITTED,
  NONE
}
