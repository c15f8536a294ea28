package dev.tributary.fl.vertical.cipher;

/** What splits tell whatever the cipher, for its leakage table. */
final class SplitTexts {
  /** To the label party. */
  static final String TO_LABEL_PARTY =
      "For each split that it chose, also in rounds that the model did not keep: which of all"
          + " people go left and right. At most one a node of the job's trees; the partner counts"
          + " them. No column name, no threshold, no value. With column-sample also which"
          + " candidates are of one column, and where the partner has monotone columns which anonymous"
          + " candidates are of these, and which way they go.";

  /** To a feature party. */
  static final String TO_FEATURE_PARTY =
      "Which of its own columns and thresholds the model uses, and to 25 % how much these gain and"
          + " for how many people; and how large the trees are.";

  private SplitTexts() {}
}
