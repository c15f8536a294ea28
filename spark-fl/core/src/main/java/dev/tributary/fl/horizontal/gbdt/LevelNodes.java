package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.training.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Nodes of a level that are summed together, each in the channel of its place in the list.
 *
 * @param trees all of the round, {@code [class]}
 * @param places the nodes
 */
record LevelNodes(List<LevelwiseTree> trees, List<Place> places) {
  /** A node, and its tree. */
  record Place(int tree, GrowingNode node) {}

  /** What every level of a round shares. */
  record Round(Objective objective, DerivativeScale scale, HistogramLayout layout, RowDraw draw) {}

  /** Those of the open nodes of all trees that are wanted. */
  static LevelNodes open(List<LevelwiseTree> trees, Predicate<GrowingNode> wanted) {
    List<Place> places = new ArrayList<>();
    for (int k = 0; k < trees.size(); k++) {
      for (GrowingNode node : trees.get(k).open()) {
        if (wanted.test(node)) {
          places.add(new Place(k, node));
        }
      }
    }
    return new LevelNodes(trees, places);
  }

  int count() {
    return places.size();
  }

  GrowingNode node(int channel) {
    return places.get(channel).node();
  }

  /** Some at once, and those after them. */
  List<LevelNodes> groups(int atOnce) {
    List<LevelNodes> groups = new ArrayList<>();
    for (int from = 0; from < places.size(); from += atOnce) {
      int to = Math.min(places.size(), from + atOnce);
      groups.add(new LevelNodes(trees, places.subList(from, to)));
    }
    return groups;
  }

  /** Sums their histograms. */
  LevelKernel kernel(Round round, HistogramPlaces where) {
    int[][] channels = new int[trees.size()][];
    for (int k = 0; k < channels.length; k++) {
      channels[k] = new int[trees.get(k).bins().nodes()];
      Arrays.fill(channels[k], -1);
    }
    for (int c = 0; c < places.size(); c++) {
      channels[places.get(c).tree()][node(c).id] = c;
    }
    return new LevelKernel(
        round.objective(),
        round.scale(),
        round.draw(),
        trees.stream().map(LevelwiseTree::bins).toList(),
        channels,
        where);
  }
}
