package dev.tributary.fl.vertical.tree.message;

/** Names of the steps of the tree protocol. */
public final class Steps {
  public static final String SETUP = "tree/setup";
  public static final String LAYOUT = "tree/layout";
  public static final String DIRECTIONS = "tree/directions";
  public static final String ROUND = "tree/round";
  public static final String COLUMNS = "tree/columns";
  public static final String SCORE_REQUEST = "score/request";
  public static final String SCORE_BITMAPS = "score/bitmaps";

  private Steps() {}

  public static String choices(int level) {
    return "tree/level-" + level + "/choices";
  }

  public static String bitmaps(int level) {
    return "tree/level-" + level + "/bitmaps";
  }
}
