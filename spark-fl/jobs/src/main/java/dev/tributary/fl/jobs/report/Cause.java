package dev.tributary.fl.jobs.report;

/**
 * What a joint model has that the party's own has not, and so what their difference is put down to.
 */
enum Cause {
  /** Other columns about the same people. */
  PARTNERS_DATA("the partner's data", "with the partner's data", "the label party's"),
  /** Rows of others, and where there is noise that too, which the party's own model has not. */
  TRAINING_TOGETHER("training together", "by training together", "this party's"),
  /** Columns of partners, and rows of other label parties with theirs. */
  ALL_OTHERS("training with all others", "by training with all others", "this party's"),
  /** Rows of other label parties, against a model that has the partners' columns already. */
  OTHER_PEOPLE(
      "training with the other label parties",
      "by training with the other label parties",
      "this party's");

  private final String words;
  private final String by;
  private final String whose;

  Cause(String words, String by, String whose) {
    this.words = words;
    this.by = by;
    this.whose = whose;
  }

  /** As the subject of a sentence. */
  String words() {
    return words;
  }

  /** After a verb: by what something falls. */
  String by() {
    return by;
  }

  /** Whose column of weights rows are judged by. */
  String whose() {
    return whose;
  }
}
