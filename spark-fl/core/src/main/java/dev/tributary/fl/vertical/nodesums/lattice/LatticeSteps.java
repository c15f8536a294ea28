package dev.tributary.fl.vertical.nodesums.lattice;

/** Names of the steps; those of a batch are in round 0, whichever round the batch serves. */
final class LatticeSteps {
  static final String COMMITMENT = "lattice/commitment";
  static final String OPENING = "lattice/opening";
  static final String PLAN = "lattice/plan";

  private LatticeSteps() {}

  static String secrets(int batch) {
    return "lattice/batch-" + batch + "/secrets";
  }

  static String halves(int batch) {
    return "lattice/batch-" + batch + "/halves";
  }

  static String call(int level) {
    return "lattice/level-" + level + "/call";
  }

  static String words(int level, int lease, int message) {
    return "lattice/level-" + level + "/words-" + lease + "-" + message;
  }

  static String sums(int level, int lease) {
    return "lattice/level-" + level + "/sums-" + lease;
  }
}
