package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.vertical.nodesums.CandidateSums;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import java.util.ArrayList;
import java.util.List;

/** Gives every open node its sums: its channel's, or its parent's less its sibling's. */
final class LevelSums {
  private LevelSums() {}

  /**
   * The most that the sums of one candidate take, in bytes: a gradient and a hessian of every node
   * of the last level, and as many again of their parents and as they are answered.
   *
   * @param copies how many times a level's sums are held
   */
  static long bytesOfCandidate(TrainingShape shape, int copies) {
    long nodes = Math.min(1L << (shape.depth() - 1), shape.rows().training());
    return 2 * 2L * Long.BYTES * shape.classes() * nodes * copies;
  }

  /**
   * @param answered over this party's rows, own features first, then parties in job order
   * @param joint over the rows of all; the same object where these are this party's
   */
  static void distribute(
      List<OpenNode> open, List<CandidateSums> answered, List<CandidateSums> joint) {
    boolean alone = answered == joint;
    for (OpenNode node : open) {
      if (node.isBuilt()) {
        node.sums = channel(joint, node.channel);
        node.answered = alone ? node.sums : channel(answered, node.channel);
      }
    }
    for (OpenNode node : open) {
      if (!node.isBuilt()) {
        OpenNode sibling = node.sibling();
        node.sums = subtract(node.parent.sums, sibling.sums);
        node.answered = alone ? node.sums : subtract(node.parent.answered, sibling.answered);
      }
    }
    // Parents are needed no longer; a level's sums are the largest thing that the driver holds.
    for (OpenNode node : open) {
      if (node.parent != null) {
        node.parent.sums = null;
        node.parent.answered = null;
      }
    }
  }

  private static List<NodeSums> channel(List<CandidateSums> answers, int channel) {
    List<NodeSums> sums = new ArrayList<>();
    for (CandidateSums answer : answers) {
      sums.add(NodeSums.of(answer, channel));
    }
    return sums;
  }

  private static List<NodeSums> subtract(List<NodeSums> parent, List<NodeSums> child) {
    List<NodeSums> sums = new ArrayList<>();
    for (int source = 0; source < parent.size(); source++) {
      sums.add(parent.get(source).minus(child.get(source)));
    }
    return sums;
  }
}
