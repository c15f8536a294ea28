package dev.tributary.fl.jobs.split;

/** What a row is used for; the number travels between parties as one byte. */
public enum RowSet {
  TRAINING,
  VALIDATION,
  TEST
}
