package dev.tributary.fl.vertical.nodesums.paillier;

/** Names of the steps. */
final class PaillierSteps {
  static final String KEY = "paillier/key";
  static final String ROWS = "paillier/rows";

  private PaillierSteps() {}

  static String channels(int level) {
    return "paillier/level-" + level + "/channels";
  }

  static String rows(int level) {
    return "paillier/level-" + level + "/rows";
  }

  static String sums(int level) {
    return "paillier/level-" + level + "/sums";
  }
}
