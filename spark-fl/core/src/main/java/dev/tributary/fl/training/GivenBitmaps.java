package dev.tributary.fl.training;

/**
 * What a feature party gave away of its columns, as it counted itself, whatever the label party
 * says: every bitmap tells which of all rows lie on one side of a threshold.
 *
 * @param given distinct candidates whose bitmaps were sent
 * @param candidates of the party
 * @param kept splits that the label party says its model uses
 */
public record GivenBitmaps(int given, int candidates, int kept) {
  /** The same where no split is kept, as of a training that only serves to compare. */
  public GivenBitmaps noneKept() {
    return new GivenBitmaps(given, candidates, 0);
  }

  /** Of two trainings or scorings: a candidate has a bitmap in each. */
  public GivenBitmaps and(GivenBitmaps other) {
    return new GivenBitmaps(given + other.given, candidates + other.candidates, kept + other.kept);
  }
}
