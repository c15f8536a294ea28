package dev.tributary.fl.training;

import dev.tributary.protocol.FederationException;
import java.util.List;

/** The parameter {@code quantiles} of statistics: at which levels quantiles are told. */
public final class QuantileLevels {
  /** Where none are given. */
  public static final List<Double> PRESET =
      List.of(0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99);

  private static final int MOST = 100;

  private QuantileLevels() {}

  /** What is given, or the preset for null; USER unless ascending and each from 0 to 1. */
  public static List<Double> orPreset(List<Double> given) {
    return given == null ? PRESET : checked(given);
  }

  /** The same levels; USER unless ascending and each from 0 to 1. */
  public static List<Double> checked(List<Double> levels) {
    boolean fits = !levels.isEmpty() && levels.size() <= MOST;
    for (int i = 0; fits && i < levels.size(); i++) {
      double level = levels.get(i);
      fits = level >= 0 && level <= 1 && (i == 0 || level > levels.get(i - 1));
    }
    if (!fits) {
      throw FederationException.user(
          "quantiles must be 1 to %d levels from 0 to 1, ascending. Provided value: %s",
          MOST, levels);
    }
    return List.copyOf(levels);
  }
}
