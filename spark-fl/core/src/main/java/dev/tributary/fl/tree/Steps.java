package dev.tributary.fl.tree;

/** Names of the steps of the tree protocol. */
final class Steps {
  static final String SETUP = "tree/setup";
  static final String LAYOUT = "tree/layout";
  static final String ROUND = "tree/round";
  static final String COLUMNS = "tree/columns";
  static final String SCORE_REQUEST = "score/request";
  static final String SCORE_BITMAPS = "score/bitmaps";

  private Steps() {}

  static String choices(int level) {
    return "tree/level-" + level + "/choices";
  }

  static String bitmaps(int level) {
    return "tree/level-" + level + "/bitmaps";
  }
}
