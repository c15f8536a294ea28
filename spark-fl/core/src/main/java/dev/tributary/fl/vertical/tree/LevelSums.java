package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.vertical.nodesums.CandidateSums;
import java.util.ArrayList;
import java.util.List;

/** Gives every open node its sums: its channel's, or its parent's less its sibling's. */
final class LevelSums {
  private LevelSums() {}

  /**
   * @param answers own features first, then parties in job order
   */
  static void distribute(List<OpenNode> open, List<CandidateSums> answers) {
    for (OpenNode node : open) {
      if (node.isBuilt()) {
        List<NodeSums> sums = new ArrayList<>();
        for (CandidateSums answer : answers) {
          sums.add(NodeSums.of(answer, node.channel));
        }
        node.sums = sums;
      }
    }
    for (OpenNode node : open) {
      if (!node.isBuilt()) {
        node.sums = subtract(node.parent.sums, node.sibling().sums);
      }
    }
    // Parents are needed no longer; a level's sums are the largest thing that the driver holds.
    for (OpenNode node : open) {
      if (node.parent != null) {
        node.parent.sums = null;
      }
    }
  }

  private static List<NodeSums> subtract(List<NodeSums> parent, List<NodeSums> child) {
    List<NodeSums> sums = new ArrayList<>();
    for (int source = 0; source < parent.size(); source++) {
      sums.add(parent.get(source).minus(child.get(source)));
    }
    return sums;
  }
}
