package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.vertical.tree.message.BitmapsMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The distinct winners of a level by owner, and their bitmaps. */
final class LevelChoices {
  private final List<int[]> candidates;
  private byte[][] ownBitmaps;
  private OwnFeatures own;
  private LabelRole role;
  private List<BitmapsMessage> answers;

  private LevelChoices(List<int[]> candidates) {
    this.candidates = candidates;
  }

  /**
   * @param best {@code [class][open node]}
   * @param parties number of feature parties
   */
  static LevelChoices of(List<List<Optional<SplitFinder.BestSplit>>> best, int parties) {
    List<TreeSet<Integer>> bySource = new ArrayList<>();
    for (int s = 0; s <= parties; s++) {
      bySource.add(new TreeSet<>());
    }
    for (List<Optional<SplitFinder.BestSplit>> ofTree : best) {
      ofTree.forEach(
          b -> b.ifPresent(split -> bySource.get(split.source()).add(split.candidate())));
    }
    return new LevelChoices(
        bySource.stream().map(set -> set.stream().mapToInt(Integer::intValue).toArray()).toList());
  }

  /** Whether any node is split. */
  boolean any() {
    return candidates.stream().anyMatch(c -> c.length > 0);
  }

  /** Obtains the bitmaps of all winners. */
  void resolve(OwnFeatures ownFeatures, LabelRole labelRole, int level, boolean more) {
    own = ownFeatures;
    role = labelRole;
    answers = role.choose(level, candidates.subList(1, candidates.size()), more);
    ownBitmaps = own.bitmaps(candidates.get(0));
  }

  /** The splits of one tree's open nodes, null for none. */
  List<ChosenSplit> chosen(List<Optional<SplitFinder.BestSplit>> best) {
    List<ChosenSplit> splits = new ArrayList<>();
    for (Optional<SplitFinder.BestSplit> split : best) {
      splits.add(split.map(this::chosen).orElse(null));
    }
    return splits;
  }

  private ChosenSplit chosen(SplitFinder.BestSplit best) {
    int at = Arrays.binarySearch(candidates.get(best.source()), best.candidate());
    if (best.source() == 0) {
      return new ChosenSplit(
          own.rule(best.candidate()), null, -1, ownBitmaps[at], best.direction());
    }
    BitmapsMessage answer = answers.get(best.source() - 1);
    return new ChosenSplit(
        null,
        role.parties().get(best.source() - 1),
        answer.splitIds()[at],
        answer.bitmaps()[at],
        best.direction());
  }
}
