package dev.tributary.fl.evaluation;

import java.util.List;

/** The metrics of one model on any multiset of its rows. Thread-safe. */
interface Resampled {
  /** What {@link #measure} writes, in that order. */
  List<Metric> metrics();

  /**
   * Measures.
   *
   * @param copies {@code [row]} how often each row counts, 0 to 127
   * @param into {@code [metric]} the values
   * @return false, with nothing written, where the metrics do not exist on these rows
   */
  boolean measure(byte[] copies, double[] into);

  /**
   * By how much one person moves a metric of people who are counted or ranked, 0 for others.
   *
   * @param metric place in {@link #metrics}
   */
  double grain(int metric);
}
