package dev.tributary.aggregator.session;

/** Where a run stands. */
public enum RunState {
  /** Parties are awaited; a silent one is forgotten and may come again. */
  JOINING,
  /** All parties were introduced; one that falls silent ends the run. */
  ACTIVE,
  /** All parties said that they have what they need. */
  FINISHED,
  /** A party gave up, was lost, or started again. */
  ABORTED;

  /** Whether it is not over. */
  public boolean live() {
    return this == JOINING || this == ACTIVE;
  }
}
