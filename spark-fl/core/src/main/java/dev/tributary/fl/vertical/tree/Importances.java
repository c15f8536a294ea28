package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.model.FeatureImportance;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Adds up importances by name. */
final class Importances {
  private Importances() {}

  static void add(
      Map<String, FeatureImportance> importances,
      String name,
      double gain,
      double cover,
      int frequency) {
    importances.computeIfAbsent(name, n -> new FeatureImportance(n, 0, 0, 0));
    importances.computeIfPresent(name, (n, i) -> i.plus(gain, cover, frequency));
  }

  /** Most gain first, then by name. */
  static List<FeatureImportance> sorted(Map<String, FeatureImportance> importances) {
    return importances.values().stream()
        .sorted(
            Comparator.comparingDouble(FeatureImportance::gain)
                .reversed()
                .thenComparing(FeatureImportance::name))
        .toList();
  }
}
