package dev.tributary.fl.training;

/** Told after every round; must return soon. */
@FunctionalInterface
public interface Progress {
  void round(RoundReport report);

  /** Tells nobody. */
  static Progress silent() {
    return report -> {};
  }
}
